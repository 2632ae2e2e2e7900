package org.firewright.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** A set of numbers as sorted ranges that neither overlap nor touch: first, last, first, last, … */
@SuppressWarnings("ArrayRecordComponent") // made here only, and never changed
record Numbers(long[] bounds) {
    /** Stands for a value that a packet does not have. */
    static final long MISSING = -1;

    static final Numbers EMPTY = new Numbers(new long[0]);

    static Numbers of(long... values) {
        List<long[]> ranges = new ArrayList<>();
        for (long value : values) {
            ranges.add(new long[] {value, value});
        }
        return union(ranges);
    }

    /** From one number to another, both included; none where the last is below the first. */
    static Numbers range(long first, long last) {
        return first > last ? EMPTY : new Numbers(new long[] {first, last});
    }

    /** The ranges, in any order and overlapping as they may; those that end before they begin are left out. */
    static Numbers union(List<long[]> ranges) {
        List<long[]> sorted = ranges.stream()
                .filter(range -> range[0] <= range[1])
                .sorted((one, other) -> Long.compare(one[0], other[0]))
                .toList();
        long[] bounds = new long[sorted.size() * 2];
        int size = 0;
        for (long[] range : sorted) {
            if (size > 0 && range[0] <= bounds[size - 1] + 1) {
                bounds[size - 1] = Math.max(bounds[size - 1], range[1]);
            } else {
                bounds[size++] = range[0];
                bounds[size++] = range[1];
            }
        }
        return new Numbers(Arrays.copyOf(bounds, size));
    }

    /** The numbers from 0 on, up to and with the last one, for which the question is answered with yes. */
    static Numbers where(long last, LongPredicate question) {
        List<long[]> ranges = new ArrayList<>();
        long start = -1;
        for (long value = 0; value <= last + 1; value++) {
            boolean holds = value <= last && question.test(value);
            if (holds && start < 0) {
                start = value;
            } else if (!holds && start >= 0) {
                ranges.add(new long[] {start, value - 1});
                start = -1;
            }
        }
        return union(ranges);
    }

    /** First and last of each range. */
    List<long[]> pairs() {
        List<long[]> pairs = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            pairs.add(new long[] {bounds[i], bounds[i + 1]});
        }
        return pairs;
    }

    boolean contains(long value) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] <= value && value <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
