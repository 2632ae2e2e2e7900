package org.firewright.agent.api;

import java.util.List;

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

    /** One of a packet's two addresses. */
    enum Direction {
        SOURCE,
        DESTINATION
    }
}
