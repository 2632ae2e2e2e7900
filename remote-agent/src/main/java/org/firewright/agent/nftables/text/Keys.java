package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.DataTypes.*;
import static org.firewright.agent.nftables.text.Order.HOST;
import static org.firewright.agent.nftables.text.Order.NETWORK;

import java.util.Map;

/** What the kernel knows of packets, connections, routes and sockets, by the numbers of linux/netfilter/nf_tables.h. */
final class Keys {
    /** NFT_META_*. */
    static final int PROTOCOL = 1;

    static final int LINK_TYPE = 8;
    static final int NFPROTO = 15;
    static final int L4PROTO = 16;

    /** NFT_CT_*. */
    static final int CT_L3PROTO = 7;

    static final int CT_SADDR = 8;
    static final int CT_DADDR = 9;
    static final int CT_PROTOCOL = 10;
    static final int CT_SPORT = 11;
    static final int CT_DPORT = 12;
    static final int CT_EVENTS = 18;

    /**
     * A key.
     *
     * @param name its words
     * @param plain whether {@code meta} or the like stands before it only where it must
     */
    record Key(String name, DataType type, int bits, Order order, boolean plain) {}

    private static final Map<Integer, Key> META = Map.ofEntries(
            meta(0, "length", INTEGER, 32),
            Map.entry(1, new Key("protocol", ETHER_TYPE, 16, NETWORK, false)),
            meta(2, "priority", CLASS_ID, 32),
            meta(3, "mark", MARK_TYPE, 32),
            plain(4, "iif", INTERFACE_INDEX, 32),
            plain(5, "oif", INTERFACE_INDEX, 32),
            plain(6, "iifname", INTERFACE_NAME, 128),
            plain(7, "oifname", INTERFACE_NAME, 128),
            meta(8, "iiftype", INTERFACE_TYPE, 16),
            meta(9, "oiftype", INTERFACE_TYPE, 16),
            meta(10, "skuid", USER, 32),
            meta(11, "skgid", GROUP, 32),
            meta(12, "nftrace", INTEGER, 1),
            meta(13, "rtclassid", REALM, 32),
            meta(14, "secmark", INTEGER, 32),
            meta(15, "nfproto", NF_PROTO, 8),
            meta(16, "l4proto", INET_PROTO, 8),
            meta(17, "ibrname", INTERFACE_NAME, 128),
            meta(18, "obrname", INTERFACE_NAME, 128),
            meta(19, "pkttype", PACKET_TYPE, 8),
            meta(20, "cpu", INTEGER, 32),
            plain(21, "iifgroup", DEVICE_GROUP, 32),
            plain(22, "oifgroup", DEVICE_GROUP, 32),
            meta(23, "cgroup", INTEGER, 32),
            Map.entry(24, new Key("random", INTEGER, 32, NETWORK, false)),
            meta(25, "ipsec", BOOLEAN, 8),
            meta(26, "iifkind", INTERFACE_NAME, 128),
            meta(27, "oifkind", INTERFACE_NAME, 128),
            meta(28, "ibrpvid", INTEGER, 16),
            Map.entry(29, new Key("ibrvproto", ETHER_TYPE, 16, NETWORK, false)),
            meta(30, "time", DATE_TYPE, 64),
            meta(31, "day", DAY_TYPE, 8),
            meta(32, "hour", HOUR_TYPE, 32),
            meta(33, "sdif", INTERFACE_INDEX, 32),
            meta(34, "sdifname", INTERFACE_NAME, 128),
            meta(35, "broute", INTEGER, 8));

    private static final Map<Integer, Key> CONNECTION = Map.ofEntries(
            meta(0, "state", CT_STATE, 32),
            meta(1, "direction", CT_DIR, 8),
            meta(2, "status", CT_STATUS, 32),
            meta(3, "mark", MARK_TYPE, 32),
            meta(4, "secmark", INTEGER, 32),
            meta(5, "expiration", TIME_TYPE, 32),
            meta(6, "helper", TEXT, 128),
            meta(7, "l3proto", NF_PROTO, 8),
            network(8, "saddr", INVALID_TYPE, 0),
            network(9, "daddr", INVALID_TYPE, 0),
            network(10, "protocol", INET_PROTO, 8),
            network(11, "proto-src", INVALID_TYPE, 16),
            network(12, "proto-dst", INVALID_TYPE, 16),
            meta(13, "label", CT_LABEL, 128),
            meta(14, "packets", INTEGER, 64),
            meta(15, "bytes", INTEGER, 64),
            meta(16, "avgpkt", INTEGER, 64),
            meta(17, "zone", INTEGER, 16),
            meta(18, "event", CT_EVENT, 32),
            network(19, "ip saddr", IPV4_ADDR, 32),
            network(20, "ip daddr", IPV4_ADDR, 32),
            network(21, "ip6 saddr", IPV6_ADDR, 128),
            network(22, "ip6 daddr", IPV6_ADDR, 128),
            network(23, "id", INTEGER, 32));

    private Keys() {}

    /** Of a packet. */
    static Key meta(int key) {
        Key known = META.get(key);
        return known == null ? new Key("key " + key, INVALID_TYPE, 32, HOST, false) : known;
    }

    /** Of a connection. */
    static Key connection(int key) {
        Key known = CONNECTION.get(key);
        return known == null ? new Key("key " + key, INVALID_TYPE, 32, HOST, false) : known;
    }

    /** Of a route: NFT_RT_*; null where unknown. */
    static Term.Source route(int key) {
        return switch (key) {
            case 0 -> new Term.Source("rt classid", REALM, 32, HOST);
            case 1 -> new Term.Source("rt ip nexthop", IPV4_ADDR, 32, NETWORK);
            case 2 -> new Term.Source("rt ip6 nexthop", IPV6_ADDR, 128, NETWORK);
            case 3 -> new Term.Source("rt mtu", INTEGER, 16, HOST);
            case 4 -> new Term.Source("rt ipsec", BOOLEAN, 8, HOST);
            default -> null;
        };
    }

    /** Of a socket: NFT_SOCKET_*; null where unknown. */
    static Term.Source socket(int key, int level) {
        return switch (key) {
            case 0 -> new Term.Source("socket transparent", INTEGER, 8, HOST);
            case 1 -> new Term.Source("socket mark", MARK_TYPE, 32, HOST);
            case 2 -> new Term.Source("socket wildcard", INTEGER, 8, HOST);
            case 3 -> new Term.Source("socket cgroupv2 level " + level, CGROUP_V2, 64, HOST);
            default -> null;
        };
    }

    /** Of IPsec: NFT_XFRM_*; null where unknown. */
    static Term.Source ipsec(int key, int direction, int policy) {
        String way = "ipsec " + (direction == 0 ? "in" : "out") + (policy == 0 ? "" : " spnum " + policy);
        return switch (key) {
            case 1 -> new Term.Source(way + " ip daddr", IPV4_ADDR, 32, NETWORK);
            case 2 -> new Term.Source(way + " ip6 daddr", IPV6_ADDR, 128, NETWORK);
            case 3 -> new Term.Source(way + " ip saddr", IPV4_ADDR, 32, NETWORK);
            case 4 -> new Term.Source(way + " ip6 saddr", IPV6_ADDR, 128, NETWORK);
            case 5 -> new Term.Source(way + " reqid", INTEGER, 32, HOST);
            case 6 -> new Term.Source(way + " spi", INTEGER, 32, NETWORK);
            default -> null;
        };
    }

    /** Of a tunnel: NFT_TUNNEL_*; null where unknown. */
    static Term.Source tunnel(int key) {
        return switch (key) {
            case 0 -> new Term.Source("tunnel path", BOOLEAN, 8, HOST);
            case 1 -> new Term.Source("tunnel id", INTEGER, 32, HOST);
            default -> null;
        };
    }

    private static Map.Entry<Integer, Key> meta(int key, String name, DataType type, int bits) {
        return Map.entry(key, new Key(name, type, bits, HOST, false));
    }

    private static Map.Entry<Integer, Key> plain(int key, String name, DataType type, int bits) {
        return Map.entry(key, new Key(name, type, bits, HOST, true));
    }

    private static Map.Entry<Integer, Key> network(int key, String name, DataType type, int bits) {
        return Map.entry(key, new Key(name, type, bits, NETWORK, false));
    }
}
