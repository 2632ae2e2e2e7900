package org.firewright.agent.nftables.text;

/** Families of tables and where chains meet packets, NFPROTO_* and NF_*_* of linux/netfilter*.h. */
final class Families {
    private static final String[] HOOKS = {"prerouting", "input", "forward", "output", "postrouting", "ingress"};

    private Families() {}

    /** As nft calls it. */
    static String name(int family) {
        return switch (family) {
            case TableContext.INET -> "inet";
            case TableContext.IPV4 -> "ip";
            case TableContext.ARP -> "arp";
            case TableContext.NETDEV -> "netdev";
            case TableContext.BRIDGE -> "bridge";
            case TableContext.IPV6 -> "ip6";
            default -> "unknown";
        };
    }

    /** A hook's name. */
    static String hook(int family, int hook) {
        return switch (family) {
            case TableContext.ARP ->
                switch (hook) {
                    case 0 -> "input";
                    case 1 -> "output";
                    case 2 -> "forward";
                    default -> "unknown";
                };
            case TableContext.NETDEV -> hook == 0 ? "ingress" : hook == 1 ? "egress" : "unknown";
            default -> hook >= 0 && hook < HOOKS.length ? HOOKS[hook] : "unknown";
        };
    }
}
