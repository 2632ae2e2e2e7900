package org.firewright.agent.nftables;

import java.util.stream.IntStream;

/** Families of tables, NFPROTO_* of linux/netfilter.h. */
final class Families {
    private Families() {}

    /** As nft calls it; "family 9" for one without a name. */
    static String name(int family) {
        return switch (family) {
            case NfTables.INET -> "inet";
            case 2 -> "ip";
            case 3 -> "arp";
            case 5 -> "netdev";
            case 7 -> "bridge";
            case 10 -> "ip6";
            default -> "family " + family;
        };
    }

    /** The family of a name that {@link #name} gives; 0, which there is none of, for another one. */
    static int number(String name) {
        return IntStream.of(NfTables.INET, 2, 3, 5, 7, 10)
                .filter(family -> name(family).equals(name))
                .findFirst()
                .orElse(0);
    }
}
