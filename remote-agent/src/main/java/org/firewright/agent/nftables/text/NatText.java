package org.firewright.agent.nftables.text;

/** Translations of addresses and ports in nft's notation. */
final class NatText {
    /** NF_NAT_RANGE_NETMAP of linux/netfilter/nf_nat.h. */
    private static final int NETMAP = 1 << 6;

    /** NF_NAT_RANGE_* of linux/netfilter/nf_nat.h. */
    private static final int RANDOM = 1 << 2;

    private static final int PERSISTENT = 1 << 3;
    private static final int FULLY_RANDOM = 1 << 4;

    private NatText() {}

    static String of(Statement.Nat nat, TermText terms) {
        StringBuilder text = new StringBuilder(nat.action());
        if (nat.address() != null || nat.port() != null) {
            text.append(family(nat.family()));
            if ((nat.flags() & NETMAP) != 0) {
                text.append(" prefix");
            }
            text.append(" to");
        }
        target(text, nat.address(), nat.port(), terms);
        String separator = " ";
        if ((nat.flags() & RANDOM) != 0) {
            text.append(separator).append("random");
            separator = ",";
        }
        if ((nat.flags() & FULLY_RANDOM) != 0) {
            text.append(separator).append("fully-random");
            separator = ",";
        }
        if ((nat.flags() & PERSISTENT) != 0) {
            text.append(separator).append("persistent");
        }
        return text.toString();
    }

    static String of(Statement.Tproxy tproxy, TermText terms) {
        StringBuilder text =
                new StringBuilder("tproxy").append(family(tproxy.family())).append(" to");
        if (tproxy.address() != null) {
            boolean ipv6 = tproxy.address() instanceof Term.Value value && DataTypes.IPV6_ADDR.equals(value.type());
            text.append(' ').append(ipv6 ? "[" + terms.of(tproxy.address()) + "]" : terms.of(tproxy.address()));
        }
        if (tproxy.port() instanceof Term.Value) {
            text.append(tproxy.address() == null ? " :" : ":").append(terms.of(tproxy.port()));
        }
        return text.toString();
    }

    private static String family(int family) {
        return switch (family) {
            case TableContext.IPV4 -> " ip";
            case TableContext.IPV6 -> " ip6";
            default -> "";
        };
    }

    private static void target(StringBuilder text, Term address, Term port, TermText terms) {
        if (address != null) {
            text.append(' ').append(port == null ? terms.of(address) : bracketed(address, terms));
        }
        if (port != null) {
            text.append(address == null ? " :" : ":").append(terms.of(port));
        }
    }

    private static String bracketed(Term address, TermText terms) {
        return switch (address) {
            case Term.Value value when DataTypes.IPV6_ADDR.equals(value.type()) -> "[" + terms.of(value) + "]";
            case Term.Span(Term from, Term to)
            when DataTypes.IPV6_ADDR.equals(from.type()) -> "[" + terms.of(from) + "]-[" + terms.of(to) + "]";
            default -> terms.of(address);
        };
    }
}
