package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.DataTypes.*;
import static org.firewright.agent.nftables.text.Header.LINK;
import static org.firewright.agent.nftables.text.Header.NETWORK;
import static org.firewright.agent.nftables.text.Header.TRANSPORT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.nftables.text.Header.Field;

/** The headers whose fields have names: of RFC 768, 791, 792, 793, 826, 2236, 4302, 4303, 4443, 8200 and IEEE 802. */
final class Headers {
    /** Types of ICMP and ICMPv6 messages that fields depend on. */
    private static final int ECHO = 8;

    private static final int UNREACHABLE = 3;
    private static final int REDIRECT = 5;
    private static final int ECHO6 = 128;
    private static final int TOO_BIG = 2;
    private static final int LISTENER_QUERY = 130;
    private static final int PARAMETER = 4;

    static final Header AH = header(
            1,
            "ah",
            TRANSPORT,
            1,
            field("nexthdr", 0, 8, INET_PROTO),
            field("hdrlength", 8, 8),
            field("reserved", 16, 16),
            field("spi", 32, 32),
            field("sequence", 64, 32));
    static final Header ESP = header(2, "esp", TRANSPORT, 0, field("spi", 0, 32), field("sequence", 32, 32));
    static final Header COMP = header(
            3,
            "comp",
            TRANSPORT,
            1,
            field("nexthdr", 0, 8, INET_PROTO),
            field("flags", 8, 8, BITMASK),
            field("cpi", 16, 16));
    static final Header ICMP = header(
            4,
            "icmp",
            TRANSPORT,
            1,
            field("type", 0, 8, ICMP_TYPE),
            field("code", 8, 8, ICMP_CODE),
            field("checksum", 16, 16),
            message("id", 32, 16, ECHO),
            message("sequence", 48, 16, ECHO),
            message("gateway", 32, 32, REDIRECT),
            message("mtu", 48, 16, UNREACHABLE));
    static final Header IGMP = header(
            5,
            "igmp",
            TRANSPORT,
            0,
            field("type", 0, 8, IGMP_TYPE),
            field("checksum", 16, 16),
            field("mrt", 8, 8),
            field("group", 32, 32));
    static final Header UDP = header(
            6,
            "udp",
            TRANSPORT,
            0,
            field("sport", 0, 16, INET_SERVICE),
            field("dport", 16, 16, INET_SERVICE),
            field("length", 32, 16),
            field("checksum", 48, 16));
    static final Header UDPLITE = header(
            7,
            "udplite",
            TRANSPORT,
            0,
            field("sport", 0, 16, INET_SERVICE),
            field("dport", 16, 16, INET_SERVICE),
            field("csumcov", 32, 16),
            field("checksum", 48, 16));
    static final Header TCP = header(
            8,
            "tcp",
            TRANSPORT,
            0,
            field("sport", 0, 16, INET_SERVICE),
            field("dport", 16, 16, INET_SERVICE),
            field("sequence", 32, 32),
            field("ackseq", 64, 32),
            field("doff", 96, 4),
            field("reserved", 100, 4),
            field("flags", 104, 8, TCP_FLAG),
            field("window", 112, 16),
            field("checksum", 128, 16),
            field("urgptr", 144, 16));
    static final Header DCCP = header(
            9,
            "dccp",
            TRANSPORT,
            0,
            field("sport", 0, 16, INET_SERVICE),
            field("dport", 16, 16, INET_SERVICE),
            field("type", 67, 4, DCCP_TYPE));
    static final Header SCTP = header(
            10,
            "sctp",
            TRANSPORT,
            0,
            field("sport", 0, 16, INET_SERVICE),
            field("dport", 16, 16, INET_SERVICE),
            field("vtag", 32, 32),
            field("checksum", 64, 32));
    static final Header TH =
            header(11, "th", TRANSPORT, 0, field("sport", 0, 16, INET_SERVICE), field("dport", 16, 16, INET_SERVICE));
    static final Header IP = header(
            12,
            "ip",
            NETWORK,
            9,
            field("version", 0, 4),
            field("hdrlength", 4, 4),
            field("dscp", 8, 6, DSCP),
            field("ecn", 14, 2, ECN),
            field("length", 16, 16),
            field("id", 32, 16),
            field("frag-off", 48, 16),
            field("ttl", 64, 8),
            field("protocol", 72, 8, INET_PROTO),
            field("checksum", 80, 16),
            field("saddr", 96, 32, IPV4_ADDR),
            field("daddr", 128, 32, IPV4_ADDR));
    static final Header IP6 = header(
            13,
            "ip6",
            NETWORK,
            6,
            field("version", 0, 4),
            field("dscp", 4, 6, DSCP),
            field("ecn", 10, 2, ECN),
            field("flowlabel", 12, 20),
            field("length", 32, 16),
            field("nexthdr", 48, 8, INET_PROTO),
            field("hoplimit", 56, 8),
            field("saddr", 64, 128, IPV6_ADDR),
            field("daddr", 192, 128, IPV6_ADDR));
    static final Header ICMPV6 = header(
            14,
            "icmpv6",
            TRANSPORT,
            1,
            field("type", 0, 8, ICMPV6_TYPE),
            field("code", 8, 8, ICMPV6_CODE),
            field("checksum", 16, 16),
            message("parameter-problem", 32, 32, PARAMETER),
            message("mtu", 32, 32, TOO_BIG),
            message("id", 32, 16, ECHO6),
            message("sequence", 48, 16, ECHO6),
            message("max-delay", 32, 16, LISTENER_QUERY));
    static final Header ARP = header(
            15,
            "arp",
            NETWORK,
            0,
            field("htype", 0, 16),
            field("ptype", 16, 16, ETHER_TYPE),
            field("hlen", 32, 8),
            field("plen", 40, 8),
            field("operation", 48, 16, ARP_OP),
            field("saddr ether", 64, 48, ETHER_ADDR),
            field("saddr ip", 112, 32, IPV4_ADDR),
            field("daddr ether", 144, 48, ETHER_ADDR),
            field("daddr ip", 192, 32, IPV4_ADDR));
    static final Header VLAN = sized(
            32,
            header(
                    16,
                    "vlan",
                    LINK,
                    5,
                    field("pcp", 0, 3),
                    field("dei", 3, 1),
                    field("cfi", 3, 1),
                    field("id", 4, 12),
                    field("type", 16, 16, ETHER_TYPE)));
    static final Header ETHER = sized(
            112,
            header(
                    17,
                    "ether",
                    LINK,
                    3,
                    field("daddr", 0, 48, ETHER_ADDR),
                    field("saddr", 48, 48, ETHER_ADDR),
                    field("type", 96, 16, ETHER_TYPE)));
    static final Header VXLAN = header(18, "vxlan", Tunnel.OWN_HEADER, 0, field("flags", 0, 8), field("vni", 32, 24));
    static final Header GENEVE =
            header(19, "geneve", Tunnel.OWN_HEADER, 0, field("type", 16, 16, ETHER_TYPE), field("vni", 32, 24));
    /** What stands below IP in tables of the family inet and netdev: no header, only a protocol. */
    static final Header INET = header(0, "inet", LINK, 0);

    static final Header NETDEV = header(0, "netdev", LINK, 0);
    static final Header UNKNOWN = header(0, "unknown", -1, 0);
    /** What stands below transport headers where only the protocol is known. */
    static final Header INET_SERVICE_BASE = header(0, "inet-service", NETWORK, 0);

    static final Map<String, Map<Long, Header>> NEXT = next();

    private static final List<Header> ALL = List.of(
            AH, ESP, COMP, ICMP, IGMP, UDP, UDPLITE, TCP, DCCP, SCTP, TH, IP, IP6, ICMPV6, ARP, VLAN, ETHER, VXLAN,
            GENEVE);

    private Headers() {}

    /** The header with a number, null where there is none. */
    static Header of(int number) {
        return number >= 1 && number <= ALL.size() ? ALL.get(number - 1) : null;
    }

    private static Map<String, Map<Long, Header>> next() {
        Map<Long, Header> security =
                Map.of(50L, ESP, 51L, AH, 108L, COMP, 17L, UDP, 136L, UDPLITE, 6L, TCP, 33L, DCCP, 132L, SCTP);
        Map<Long, Header> transport = new HashMap<>(security);
        transport.put(1L, ICMP);
        transport.put(2L, IGMP);
        transport.put(58L, ICMPV6);
        Map<Long, Header> link = Map.of(0x800L, IP, 0x806L, ARP, 0x86ddL, IP6, 0x8100L, VLAN, 0x88a8L, VLAN);
        return Map.of(
                "ah",
                security,
                "comp",
                security,
                "ip",
                transport,
                "ip6",
                transport,
                "inet-service",
                transport,
                "inet",
                Map.of(2L, IP, 10L, IP6),
                "vlan",
                link,
                "ether",
                link,
                "netdev",
                link);
    }

    private static Header header(int number, String name, int base, int key, Field... fields) {
        return new Header(number, name, base, key, 0, List.copyOf(new ArrayList<>(Arrays.asList(fields))));
    }

    private static Header sized(int bits, Header header) {
        return new Header(header.number(), header.name(), header.base(), header.key(), bits, header.fields());
    }

    private static Field field(String name, int offset, int bits) {
        return field(name, offset, bits, INTEGER);
    }

    private static Field field(String name, int offset, int bits, DataType type) {
        return new Field(name, offset, bits, type, -1);
    }

    private static Field message(String name, int offset, int bits, int message) {
        return new Field(name, offset, bits, INTEGER, message);
    }
}
