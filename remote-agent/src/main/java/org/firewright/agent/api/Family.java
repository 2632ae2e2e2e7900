package org.firewright.agent.api;

import java.util.Arrays;
import java.util.List;

/** The two families of IP addresses. */
public enum Family {
    /** NFPROTO_IPV4 in linux/netfilter.h; RFC 791, section 3.1. */
    IPV4("02", "ip", 12, 4),
    /** NFPROTO_IPV6; RFC 8200, section 3. */
    IPV6("0a", "ip6", 8, 16);

    private final String number;
    private final String word;
    private final int source;
    private final int length;

    /** The destination stands right behind the source. */
    Family(String number, String word, int source, int length) {
        this.number = number;
        this.word = word;
        this.source = source;
        this.length = length;
    }

    /** That a packet is of this family. */
    public Condition test() {
        return new Condition.Match(
                List.of(new Load.Meta(Load.Key.NFPROTO)), List.of(new Interval(number, number)), false);
    }

    /** As nft calls it. */
    public String word() {
        return word;
    }

    /** Where packets of this family have an address. */
    public Load.Payload load(Condition.Direction direction) {
        int offset = direction == Condition.Direction.SOURCE ? source : source + length;
        return new Load.Payload(Load.Base.NETWORK, offset, length);
    }

    /**
     * The families for which a rule with a {@link Condition.Rate} among its conditions is made, each by itself: nftables
     * has no key that is an address of either. Those that other conditions rule out are left out.
     */
    public static List<Family> of(List<Condition> conditions) {
        List<Family> asked = Arrays.stream(values())
                .filter(family -> conditions.contains(family.test()))
                .toList();
        return asked.isEmpty() ? List.of(values()) : asked;
    }
}
