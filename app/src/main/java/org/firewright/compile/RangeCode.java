package org.firewright.compile;

import static org.firewright.compile.ebpf.Register.R1;
import static org.firewright.compile.ebpf.Register.R2;
import static org.firewright.compile.ebpf.Register.R3;

import java.util.stream.LongStream;
import org.firewright.compile.ebpf.Assembler;
import org.firewright.compile.ebpf.Jump;
import org.firewright.compile.ebpf.Label;

/** Whether a number is in one of many ranges: the comparisons of a binary search, written out. */
final class RangeCode {
    private final Assembler out;

    RangeCode(Assembler out) {
        this.out = out;
    }

    /** The number in R1. */
    void numbers(NumberSet set, Label yes, Label no) {
        long[] bounds = set.ranges().stream()
                .flatMapToLong(range -> LongStream.of(range.from(), range.to()))
                .toArray();
        numbers(bounds, 0, bounds.length / 2, yes, no);
    }

    /** The IPv4 address in R1, in the order of numbers. */
    void v4(int[] ranges, Label yes, Label no) {
        long[] bounds = new long[ranges.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Integer.toUnsignedLong(ranges[i]);
        }
        numbers(bounds, 0, bounds.length / 2, yes, no);
    }

    private void numbers(long[] bounds, int from, int to, Label yes, Label no) {
        if (from == to) {
            out.jump(no);
            return;
        }
        int middle = (from + to) >>> 1;
        long first = bounds[2 * middle];
        long last = bounds[2 * middle + 1];
        Label below = from == middle ? no : new Label();
        Label above = middle + 1 == to ? no : new Label();
        if (first == last && from == middle && middle + 1 == to) {
            out.jump(Jump.EQUAL, R1, first, R2, yes);
            out.jump(no);
            return;
        }
        out.jump(Jump.LESS, R1, first, R2, below);
        out.jump(Jump.LESS_OR_EQUAL, R1, last, R2, yes);
        out.jump(above);
        if (below != no) {
            out.bind(below);
            numbers(bounds, from, middle, yes, no);
        }
        if (above != no) {
            out.bind(above);
            numbers(bounds, middle + 1, to, yes, no);
        }
    }

    /** The IPv6 address whose upper half is in R1 and whose lower half is in R2, in the order of numbers. */
    void v6(long[] ranges, Label yes, Label no) {
        v6(ranges, 0, ranges.length / 4, yes, no);
    }

    private void v6(long[] ranges, int from, int to, Label yes, Label no) {
        if (from == to) {
            out.jump(no);
            return;
        }
        int middle = (from + to) >>> 1;
        Label below = from == middle ? no : new Label();
        Label above = middle + 1 == to ? no : new Label();
        order(Jump.LESS, ranges[4 * middle], ranges[4 * middle + 1], below);
        order(Jump.LESS_OR_EQUAL, ranges[4 * middle + 2], ranges[4 * middle + 3], yes);
        out.jump(above);
        if (below != no) {
            out.bind(below);
            v6(ranges, from, middle, yes, no);
        }
        if (above != no) {
            out.bind(above);
            v6(ranges, middle + 1, to, yes, no);
        }
    }

    /** Goes there when the address is less than the other, or perhaps the same. */
    private void order(Jump lower, long otherUpper, long otherLower, Label label) {
        Label not = new Label();
        out.number(R3, otherUpper);
        out.jump(Jump.LESS, R1, R3, label);
        out.jump(Jump.NOT_EQUAL, R1, R3, not);
        out.number(R3, otherLower);
        out.jump(lower, R2, R3, label);
        out.bind(not);
    }
}
