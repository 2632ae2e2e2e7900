package org.firewright.agent.nftables.text;

import static java.util.stream.Collectors.toMap;
import static org.firewright.agent.nftables.text.DataType.Print.*;
import static org.firewright.agent.nftables.text.Order.HOST;
import static org.firewright.agent.nftables.text.Order.NETWORK;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types that nft knows. Symbols are those of linux/if_ether.h, if_arp.h, icmp.h, icmpv6.h, tcp.h,
 * netfilter/nf_conntrack_common.h, rtnetlink.h, RFC 2474, 4594 and 6275.
 */
final class DataTypes {
    static final int BITMASK_NUMBER = 3;
    static final int INTEGER_NUMBER = 4;

    /** Bits that a field takes in a concatenation's number. */
    private static final int FIELD_BITS = 6;

    private static final Pattern SYMBOL = Pattern.compile("([^\\s,]+)\\s+(\\w+)");

    static final DataType INVALID_TYPE = type(0, "invalid", 0, null, INVALID);
    static final DataType VERDICT_TYPE = type(1, "verdict", 0, null, VERDICT);
    static final DataType NF_PROTO = type(2, "nf_proto", 8, null, DECIMAL, "ipv4 2, ipv6 10");
    static final DataType BITMASK = type(BITMASK_NUMBER, "bitmask", 0, null, FLAGS);
    static final DataType INTEGER = type(INTEGER_NUMBER, "integer", 0, null, DECIMAL);
    /** Integers of raw payload, printed in hexadecimal. */
    static final DataType RAW = type(INTEGER_NUMBER, "integer", 0, null, HEXADECIMAL);

    static final DataType TEXT = type(5, "string", 0, HOST, STRING);
    static final DataType LINK_ADDR = type(6, "ll_addr", 0, NETWORK, LINK_ADDRESS);
    static final DataType IPV4_ADDR = prefix(type(7, "ipv4_addr", 32, NETWORK, IPV4));
    static final DataType IPV6_ADDR = prefix(type(8, "ipv6_addr", 128, NETWORK, IPV6));
    static final DataType ETHER_ADDR = type(9, "ether_addr", 48, NETWORK, LINK_ADDRESS);
    static final DataType ETHER_TYPE = type(10, "ether_type", 16, NETWORK, HEXADECIMAL4, """
            ip 0x800, arp 0x806, ip6 0x86dd, 8021q 0x8100, 8021ad 0x88a8""");
    static final DataType ARP_OP = type(11, "arp_op", 16, NETWORK, DECIMAL, """
            request 1, reply 2, rrequest 3, rreply 4, inrequest 8, inreply 9, nak 10""");
    static final DataType INET_PROTO = type(12, "inet_proto", 8, null, PROTOCOL);
    static final DataType INET_SERVICE = type(13, "inet_service", 16, NETWORK, DECIMAL);
    static final DataType ICMP_TYPE = type(14, "icmp_type", 8, NETWORK, DECIMAL, """
            echo-reply 0, destination-unreachable 3, source-quench 4, redirect 5, echo-request 8,
            router-advertisement 9, router-solicitation 10, time-exceeded 11, parameter-problem 12,
            timestamp-request 13, timestamp-reply 14, info-request 15, info-reply 16,
            address-mask-request 17, address-mask-reply 18""");
    static final DataType TCP_FLAG = type(15, "tcp_flag", 8, NETWORK, FLAGS, """
            fin 1, syn 2, rst 4, psh 8, ack 0x10, urg 0x20, ecn 0x40, cwr 0x80""");
    static final DataType DCCP_TYPE = type(16, "dccp_pkttype", 4, NETWORK, DECIMAL, """
            request 0, response 1, data 2, ack 3, dataack 4, closereq 5, close 6, reset 7, sync 8, syncack 9""");
    static final DataType MH_TYPE = type(17, "mh_type", 8, NETWORK, DECIMAL, """
            binding-refresh-request 0, home-test-init 1, careof-test-init 2, home-test 3, careof-test 4,
            binding-update 5, binding-acknowledgement 6, binding-error 7, fast-binding-update 8,
            fast-binding-acknowledgement 9, fast-binding-advertisement 10, experimental-mobility-header 11,
            home-agent-switch-message 12""");
    static final DataType TIME_TYPE = type(18, "time", 32, HOST, TIME);
    static final DataType MARK_TYPE = prefix(type(19, "mark", 32, HOST, MARK));
    static final DataType INTERFACE_INDEX = type(20, "iface_index", 32, HOST, INTERFACE);
    static final DataType INTERFACE_TYPE = type(21, "iface_type", 16, HOST, DECIMAL, """
            ether 1, ppp 512, ipip 768, ipip6 769, loopback 772, sit 776, ipgre 778""");
    static final DataType REALM = prefix(type(22, "realm", 32, HOST, QUOTED, "cosmos 0"));
    static final DataType CLASS_ID = type(23, "classid", 32, HOST, CLASS);
    static final DataType USER = type(24, "uid", 32, HOST, DECIMAL);
    static final DataType GROUP = type(25, "gid", 32, HOST, DECIMAL);
    static final DataType CT_STATE =
            type(26, "ct_state", 32, HOST, FLAGS, "invalid 1, established 2, related 4, new 8, untracked 0x40");
    static final DataType CT_DIR = type(27, "ct_dir", 8, null, DECIMAL, "original 0, reply 1");
    static final DataType CT_STATUS = type(28, "ct_status", 32, HOST, FLAGS, """
            expected 1, seen-reply 2, assured 4, confirmed 8, snat 0x10, dnat 0x20, dying 0x200""");
    static final DataType ICMPV6_TYPE = type(29, "icmpv6_type", 8, NETWORK, DECIMAL, """
            destination-unreachable 1, packet-too-big 2, time-exceeded 3, parameter-problem 4, echo-request 128,
            echo-reply 129, mld-listener-query 130, mld-listener-report 131, mld-listener-done 132,
            nd-router-solicit 133, nd-router-advert 134, nd-neighbor-solicit 135, nd-neighbor-advert 136,
            nd-redirect 137, router-renumbering 138, ind-neighbor-solicit 141, ind-neighbor-advert 142,
            mld2-listener-report 143""");
    static final DataType CT_LABEL = type(30, "ct_label", 128, HOST, LABEL);
    static final DataType PACKET_TYPE =
            type(31, "pkt_type", 8, HOST, DECIMAL, "host 0, broadcast 1, multicast 2, other 3");
    static final DataType ICMP_CODE = type(32, "icmp_code", 8, NETWORK, DECIMAL, """
            net-unreachable 0, host-unreachable 1, prot-unreachable 2, port-unreachable 3, frag-needed 4,
            net-prohibited 9, host-prohibited 10, admin-prohibited 13""");
    static final DataType ICMPV6_CODE = type(33, "icmpv6_code", 8, NETWORK, DECIMAL, """
            no-route 0, admin-prohibited 1, addr-unreachable 3, port-unreachable 4, policy-fail 5,
            reject-route 6""");
    static final DataType ICMPX_CODE = type(34, "icmpx_code", 8, NETWORK, DECIMAL, """
            no-route 0, port-unreachable 1, host-unreachable 2, admin-prohibited 3""");
    static final DataType DEVICE_GROUP = prefix(type(35, "devgroup", 32, HOST, QUOTED, "default 0"));
    static final DataType DSCP = type(36, "dscp", 6, NETWORK, HEXADECIMAL2, """
            cs0 0, lephb 1, cs1 8, af11 0xa, af12 0xc, af13 0xe, cs2 0x10, af21 0x12, af22 0x14, af23 0x16,
            cs3 0x18, af31 0x1a, af32 0x1c, af33 0x1e, cs4 0x20, af41 0x22, af42 0x24, af43 0x26, cs5 0x28,
            va 0x2c, ef 0x2e, cs6 0x30, cs7 0x38""");
    static final DataType ECN = type(37, "ecn", 2, NETWORK, HEXADECIMAL, "not-ect 0, ect1 1, ect0 2, ce 3");
    static final DataType FIB_ADDR_TYPE = type(38, "fib_addrtype", 32, HOST, DECIMAL, """
            unspec 0, unicast 1, local 2, broadcast 3, anycast 4, multicast 5, blackhole 6, unreachable 7,
            prohibit 8""");
    static final DataType BOOLEAN = type(39, "boolean", 1, HOST, DECIMAL, "exists 1, missing 0");
    static final DataType CT_EVENT = type(40, "ct_event", 32, HOST, FLAGS, """
            new 1, related 2, destroy 4, reply 8, assured 0x10, protoinfo 0x20, helper 0x40, mark 0x80,
            seqadj 0x100, secmark 0x200, label 0x400""");
    static final DataType INTERFACE_NAME = type(41, "ifname", 128, HOST, STRING);
    static final DataType IGMP_TYPE = type(42, "igmp_type", 8, NETWORK, DECIMAL, """
            membership-query 0x11, membership-report-v1 0x12, membership-report-v2 0x16, leave-group 0x17,
            membership-report-v3 0x22""");
    static final DataType DATE_TYPE = type(43, "time", 64, HOST, DATE);
    static final DataType HOUR_TYPE = type(44, "hour", 32, HOST, HOUR);
    static final DataType DAY_TYPE = type(45, "day", 8, HOST, DAY, """
            Sunday 0, Monday 1, Tuesday 2, Wednesday 3, Thursday 4, Friday 5, Saturday 6""");
    static final DataType CGROUP_V2 = type(46, "cgroupsv2", 64, HOST, CGROUP);

    private static final Map<Integer, DataType> BY_NUMBER = Stream.of(
                    VERDICT_TYPE,
                    NF_PROTO,
                    BITMASK,
                    INTEGER,
                    TEXT,
                    LINK_ADDR,
                    IPV4_ADDR,
                    IPV6_ADDR,
                    ETHER_ADDR,
                    ETHER_TYPE,
                    ARP_OP,
                    INET_PROTO,
                    INET_SERVICE,
                    ICMP_TYPE,
                    TCP_FLAG,
                    DCCP_TYPE,
                    MH_TYPE,
                    TIME_TYPE,
                    MARK_TYPE,
                    INTERFACE_INDEX,
                    INTERFACE_TYPE,
                    REALM,
                    CLASS_ID,
                    USER,
                    GROUP,
                    CT_STATE,
                    CT_DIR,
                    CT_STATUS,
                    ICMPV6_TYPE,
                    CT_LABEL,
                    PACKET_TYPE,
                    ICMP_CODE,
                    ICMPV6_CODE,
                    ICMPX_CODE,
                    DEVICE_GROUP,
                    DSCP,
                    ECN,
                    FIB_ADDR_TYPE,
                    BOOLEAN,
                    CT_EVENT,
                    INTERFACE_NAME,
                    IGMP_TYPE,
                    DATE_TYPE,
                    HOUR_TYPE,
                    DAY_TYPE,
                    CGROUP_V2)
            .collect(toMap(DataType::number, Function.identity()));

    private DataTypes() {}

    /** The type with this number, null where there is none. */
    static DataType of(int number) {
        return BY_NUMBER.get(number);
    }

    /** The types of a concatenation's fields by its number, or of one value; empty where one is unknown. */
    static List<DataType> fields(int number) {
        List<DataType> fields = new ArrayList<>();
        for (int left = number; left != 0; left >>>= FIELD_BITS) {
            DataType field = of(left & ((1 << FIELD_BITS) - 1));
            if (field == null) {
                return List.of();
            }
            fields.addFirst(field);
        }
        return List.copyOf(fields);
    }

    private static DataType type(int number, String name, int bits, Order order, DataType.Print print) {
        return type(number, name, bits, order, print, "");
    }

    /** One with symbols: each with its number, with commas between. */
    private static DataType type(int number, String name, int bits, Order order, DataType.Print print, String symbols) {
        Map<Long, String> names = new HashMap<>();
        SYMBOL.matcher(symbols).results().forEach(symbol -> names.put(Long.decode(symbol.group(2)), symbol.group(1)));
        return new DataType(number, name, bits, order, print, Collections.unmodifiableMap(names), false);
    }

    private static DataType prefix(DataType type) {
        return new DataType(type.number(), type.name(), type.bits(), type.order(), type.print(), type.symbols(), true);
    }
}
