package org.firewright.expression;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            Map.entry(ICMP, "icmp"),
            Map.entry(2, "igmp"),
            Map.entry(4, "ipip"),
            Map.entry(TCP, "tcp"),
            Map.entry(8, "egp"),
            Map.entry(9, "igp"),
            Map.entry(UDP, "udp"),
            Map.entry(27, "rdp"),
            Map.entry(33, "dccp"),
            Map.entry(41, "ipv6"),
            Map.entry(46, "rsvp"),
            Map.entry(47, "gre"),
            Map.entry(50, "esp"),
            Map.entry(51, "ah"),
            Map.entry(ICMPV6, "icmpv6"),
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
            Map.entry(137, "mpls"));

    private static final Map<String, Integer> NUMBERS = numbers();

    private Protocols() {}

    /** The name of a protocol's number, 0 to 255. */
    public static String name(int number) {
        return NAMES.getOrDefault(number, Integer.toString(number));
    }

    /** The number of a protocol's name. */
    public static Optional<Integer> number(String name) {
        return Optional.ofNullable(NUMBERS.get(name));
    }

    /** All names that are words. */
    public static Set<String> names() {
        return Set.copyOf(NAMES.values());
    }

    private static Map<String, Integer> numbers() {
        return IntStream.range(0, COUNT)
                .boxed()
                .collect(Collectors.toUnmodifiableMap(Protocols::name, number -> number));
    }
}
