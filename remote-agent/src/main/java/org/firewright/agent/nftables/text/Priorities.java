package org.firewright.agent.nftables.text;

import java.util.List;

/** Names of priorities: NF_IP_PRI_* of linux/netfilter_ipv4.h, NF_BR_PRI_* of linux/netfilter_bridge.h. */
final class Priorities {
    /** From how far away nft still names one, such as "filter + 10". */
    private static final int REACH = 10;

    private static final int ANY = -1;

    /** A name, where it holds: at one hook or at any. */
    private record Named(String name, int value, int hook) {}

    private static final List<Named> BRIDGE = List.of(
            new Named("dstnat", -300, 0),
            new Named("filter", -200, ANY),
            new Named("out", 100, 3),
            new Named("srcnat", 300, 4));
    private static final List<Named> INET = List.of(
            new Named("raw", -300, ANY),
            new Named("mangle", -150, ANY),
            new Named("dstnat", -100, 0),
            new Named("filter", 0, ANY),
            new Named("security", 50, ANY),
            new Named("srcnat", 100, 4));

    private Priorities() {}

    /** A priority as nft prints it. */
    static String text(int family, int hook, int priority) {
        for (Named named : family == TableContext.BRIDGE ? BRIDGE : INET) {
            long distance = (long) priority - named.value();
            if (Math.abs(distance) <= REACH) {
                if (!holds(named, family, hook)) {
                    break;
                }
                String sign = distance > 0 ? " + " : " - ";
                return distance == 0 ? named.name() : named.name() + sign + Math.abs(distance);
            }
        }
        return Integer.toString(priority);
    }

    private static boolean holds(Named named, int family, int hook) {
        boolean known = named.hook() == ANY || named.hook() == hook;
        return switch (family) {
            case TableContext.ARP, TableContext.NETDEV -> named.name().equals("filter");
            default -> known;
        };
    }
}
