package org.firewright.agent.nftables;

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
}
