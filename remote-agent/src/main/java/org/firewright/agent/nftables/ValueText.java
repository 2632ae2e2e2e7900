package org.firewright.agent.nftables;

import java.util.Map;
import org.firewright.agent.netlink.Bytes;

/** Values as nft prints them. */
final class ValueText {
    /** Names of /etc/protocols that nft may print, by the numbers of IANA's registry of protocol numbers. */
    private static final Map<Integer, String> PROTOCOLS = Map.ofEntries(
            Map.entry(1, "icmp"),
            Map.entry(2, "igmp"),
            Map.entry(4, "ipencap"),
            Map.entry(6, "tcp"),
            Map.entry(17, "udp"),
            Map.entry(33, "dccp"),
            Map.entry(41, "ipv6"),
            Map.entry(47, "gre"),
            Map.entry(50, "esp"),
            Map.entry(51, "ah"),
            Map.entry(58, "ipv6-icmp"),
            Map.entry(88, "eigrp"),
            Map.entry(89, "ospf"),
            Map.entry(94, "ipip"),
            Map.entry(103, "pim"),
            Map.entry(108, "ipcomp"),
            Map.entry(112, "vrrp"),
            Map.entry(115, "l2tp"),
            Map.entry(132, "sctp"),
            Map.entry(136, "udplite"));

    private ValueText() {}

    /** One value. */
    static String of(DataType type, Bytes value) {
        if (type == DataType.IPV4_ADDR && value.length() == 4) {
            return value.at(0) + "." + value.at(1) + "." + value.at(2) + "." + value.at(3);
        }
        if (type == DataType.IPV6_ADDR && value.length() == 16) {
            return ipv6(value);
        }
        long number = number(value);
        return switch (type) {
            case INET_SERVICE -> Long.toString(number);
            case INET_PROTO -> protocol((int) number);
            case NF_PROTO -> number == 2 ? "ipv4" : number == 10 ? "ipv6" : Long.toString(number);
            case INTEGER, IPV4_ADDR, IPV6_ADDR, CT_STATE, IFNAME ->
                "0x" + value.toHex().replaceFirst("^0+(?=.)", "");
        };
    }

    /** An interval of a set: a single value, a prefix where addresses make one, or both bounds. */
    static String of(DataType type, Bytes from, Bytes to) {
        if (from.equals(to)) {
            return of(type, from);
        }
        int prefix = type.isAddress() ? prefix(from, to) : -1;
        return prefix >= 0 ? of(type, from) + "/" + prefix : of(type, from) + "-" + of(type, to);
    }

    /** A value under a mask: a prefix where addresses make one. */
    static String masked(DataType type, Bytes mask, Bytes value) {
        byte[] last = value.toArray();
        for (int i = 0; i < last.length; i++) {
            last[i] |= (byte) ~mask.at(i);
        }
        int prefix = type.isAddress() ? prefix(value, Bytes.of(last)) : -1;
        return prefix >= 0 ? of(type, value) + "/" + prefix : "& " + of(type, mask) + " == " + of(type, value);
    }

    /** A protocol's name, or its number. */
    static String protocol(int number) {
        return PROTOCOLS.getOrDefault(number, Integer.toString(number));
    }

    /** How many leading bits all values have in common where they are all the values that have, otherwise -1. */
    private static int prefix(Bytes from, Bytes to) {
        int bits = 8 * from.length();
        int length = 0;
        while (length < bits && bit(from, length) == bit(to, length)) {
            length++;
        }
        for (int i = length; i < bits; i++) {
            if (bit(from, i) != 0 || bit(to, i) != 1) {
                return -1;
            }
        }
        return length;
    }

    private static int bit(Bytes value, int index) {
        return (value.at(index / 8) >>> (7 - index % 8)) & 1;
    }

    private static long number(Bytes value) {
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            number = (number << 8) | value.at(i);
        }
        return number;
    }

    /** The shortest form, by section 4 of RFC 5952; IPv4 addresses within in the form of section 5, as inet_ntop does. */
    private static String ipv6(Bytes value) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int zeros = 0;
            while (i + zeros < 8 && group(value, i + zeros) == 0) {
                zeros++;
            }
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        boolean mapped = start == 0 && (length == 6 || (length == 5 && group(value, 5) == 0xFFFF));
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < 8) {
            if (i == start) {
                text.append("::");
                i += length;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            if (i == 6 && mapped) {
                return text.append(of(DataType.IPV4_ADDR, value.slice(12, 16))).toString();
            }
            text.append(Integer.toHexString(group(value, i)));
            i++;
        }
        return text.toString();
    }

    private static int group(Bytes value, int index) {
        return (value.at(2 * index) << 8) | value.at(2 * index + 1);
    }
}
