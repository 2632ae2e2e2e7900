package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.netlink.Bytes;

/** A piece of a rule as a person writes it: several expressions folded into what they come to. */
sealed interface Statement {
    /**
     * Compares values of the packet.
     *
     * @param sources what is compared; several are a concatenation
     * @param comparison EQUAL and NOT_EQUAL for sets and intervals
     */
    record Test(List<Source> sources, Expression.Comparison comparison, Values values) implements Statement {
        /** Whether this demands one single value of one source. */
        boolean demands(Source source) {
            return comparison == Expression.Comparison.EQUAL
                    && sources.equals(List.of(source))
                    && values instanceof Values.One;
        }
    }

    /** Calls a pinned eBPF program. */
    record Program(String path) implements Statement {}

    /** Calls another extension of x_tables. */
    record Extension(String name) implements Statement {}

    /** Counts. */
    record Count(long packets, long bytes) implements Statement {}

    /** Decides, see {@link Expression.Decide}. */
    record Decision(int code, String chain) implements Statement {}

    /** Something that has no words yet, by its name in the kernel. */
    record Opaque(String name) implements Statement {}

    /** Where a value comes from. */
    sealed interface Source {
        /** See {@link Expression.Payload}. */
        record Payload(int base, int offset, int length) implements Source {}

        /** See {@link Expression.Meta}. */
        record Meta(int key) implements Source {}
    }

    /** What a value is compared with. Bytes are padded as in registers. */
    sealed interface Values {
        /** One value. */
        record One(Bytes value) implements Values {}

        /** The bits that a mask selects have this value. */
        record Masked(Bytes mask, Bytes value) implements Values {}

        /** Two bounds, both included. */
        record Interval(Bytes from, Bytes to) implements Values {}

        /** A set by its name. */
        record Named(String set) implements Values {}

        /** A set that has no name: intervals, sorted. */
        record Several(List<Interval> intervals) implements Values {}
    }
}
