package org.firewright.agent.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What a packet must be like. A condition that cannot be evaluated (no such header) does not hold. */
public sealed interface Condition {
    /**
     * Bytes of the packet, or what the kernel knows of it, compared natively by nftables.
     *
     * @param loads one value, or several that are compared together, one behind the other (a concatenation)
     * @param values the loads' bytes must lie in one of these; never empty
     * @param inverted whether they must lie in none of these instead
     */
    record Match(List<Load> loads, List<Interval> values, boolean inverted) implements Condition {}

    /**
     * Some bits of a value, compared natively by nftables.
     *
     * @param load where the value comes from
     * @param mask hexadecimal, as long as the value: which of its bits are looked at; the others are taken for 0
     * @param values what is then left must lie in one of these; never empty
     * @param inverted whether it must lie in none of these instead
     */
    record Masked(Load load, String mask, List<Interval> values, boolean inverted) implements Condition {}

    /**
     * Whatever an eBPF program says that was made for this rule.
     *
     * @param program its {@link ProgramContent#digest}
     */
    record Program(String program) implements Condition {}

    /**
     * An address looked up in a list by an eBPF program that all namespaces of the host share.
     *
     * @param direction which address
     * @param list digest of the list
     * @param inverted whether the address must not be in the list; packets that are neither IPv4 nor IPv6 then match
     */
    record InList(Direction direction, String list, boolean inverted) implements Condition {}

    /**
     * A rate of packets that is kept for each value of an address by itself: a bucket for every address that packets come
     * with. A packet counts when it is asked, so what stands before decides which packets do. Nothing is known of an
     * address that no packet had for so long that its bucket must be full again; at most {@link #ADDRESSES} of each
     * family are known at once, and for further ones the condition does not hold.
     *
     * @param direction which address
     * @param limit of packets; with {@link Limit#over} it holds for packets beyond the rate
     * @param seconds after which nothing is known of an address any more
     */
    record Rate(Direction direction, Limit limit, long seconds) implements Condition {
        /** As many as nft gives a set that rules add to where nothing else is said. */
        public static final int ADDRESSES = 65_535;

        /**
         * The name of the set that keeps the buckets of one family: equal for equal rates of the same rule.
         *
         * @param rule the rule's id
         * @param number the condition's place in the rule, from 1 on
         */
        public String set(String rule, int number, Family family) {
            String text = rule + " " + number + " " + this;
            String digest = ListFile.sha256(text.getBytes(StandardCharsets.UTF_8));
            return SET + digest.substring(0, DIGITS) + "_" + family.word();
        }

        /** Whether a set has a name that {@link #set} gives. */
        public static boolean isSet(String name) {
            return NAME.matcher(name).matches();
        }

        private static final String SET = "rate_";
        private static final int DIGITS = 12;
        private static final Pattern NAME = Pattern.compile(SET + "[0-9a-f]{" + DIGITS + "}_ip6?");
    }

    /** One of a packet's two addresses. */
    enum Direction {
        SOURCE,
        DESTINATION
    }
}
