package org.firewright.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names of transport protocols, after IANA's registry of protocol numbers. A number without a name of its own is named
 * by its digits, so that every packet has a value for {@code ip.proto}.
 */
public final class Protocols {
    /** How many protocol numbers there are. */
    public static final int COUNT = 256;

    /** Numbers that the language itself has to know. */
    public static final int ICMP = 1;

    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "hopopt"),
            Map.entry(ICMP, "icmp"),
            Map.entry(2, "igmp"),
            Map.entry(3, "ggp"),
            Map.entry(4, "ipip"),
            Map.entry(5, "st"),
            Map.entry(TCP, "tcp"),
            Map.entry(8, "egp"),
            Map.entry(9, "igp"),
            Map.entry(UDP, "udp"),
            Map.entry(27, "rdp"),
            Map.entry(33, "dccp"),
            Map.entry(41, "ipv6"),
            Map.entry(43, "ipv6-route"),
            Map.entry(44, "ipv6-frag"),
            Map.entry(46, "rsvp"),
            Map.entry(47, "gre"),
            Map.entry(50, "esp"),
            Map.entry(51, "ah"),
            Map.entry(ICMPV6, "icmpv6"),
            Map.entry(59, "ipv6-nonxt"),
            Map.entry(60, "ipv6-opts"),
            Map.entry(88, "eigrp"),
            Map.entry(89, "ospf"),
            Map.entry(97, "etherip"),
            Map.entry(98, "encap"),
            Map.entry(103, "pim"),
            Map.entry(108, "ipcomp"),
            Map.entry(112, "vrrp"),
            Map.entry(115, "l2tp"),
            Map.entry(132, "sctp"),
            Map.entry(136, "udplite"),
            Map.entry(137, "mpls"),
            Map.entry(139, "hip"),
            Map.entry(142, "rohc"));

    /** Other names of the same protocols; read, never written. */
    private static final Map<String, Integer> OTHER_NAMES = Map.of(
            "ipv4", 4,
            "ipencap", 4,
            "ipv6-icmp", ICMPV6,
            "ospfigp", 89,
            "mpls-in-ip", 137);

    private static final Map<String, Integer> NUMBERS = numbers();

    private Protocols() {}

    /** The name of a protocol's number, 0 to 255. */
    public static String name(int number) {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }

    /** The number of a protocol's name, or of another name of it, or of its digits. */
    public static Optional<Integer> number(String name) {
        return Optional.ofNullable(NUMBERS.get(name)).or(() -> Optional.ofNullable(OTHER_NAMES.get(name)));
    }

    /** All names that are words. */
    public static Set<String> names() {
        return Set.copyOf(NAMES.values());
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < COUNT; number++) {
            numbers.put(Integer.toString(number), number);
            numbers.put(name(number), number);
        }
        return Map.copyOf(numbers);
    }
}
