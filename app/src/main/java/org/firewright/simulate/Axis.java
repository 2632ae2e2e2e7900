package org.firewright.simulate;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * For each value that packets can have in one place, the rules that may hold for them. Values between two neighbouring
 * bounds of the rules' ranges are alike, so there is one set of rules for all of them.
 *
 * @param <T> of the values
 */
final class Axis<T extends Comparable<T>> {
    /** More bounds than these are thinned out; sets of rules then become larger than need be, never smaller. */
    private static final int MOST_BOUNDS = 4_096;

    private final List<T> bounds;
    /** A bit a rule: for the values before the first bound, on it, between it and the next, and so on. */
    private final long[][] rules;
    /** Rules that demand nothing here, so that they may also hold where there is no value. */
    private final long[] free;

    /**
     * Prepares an axis.
     *
     * @param demands of each rule, empty where it demands nothing
     */
    Axis(List<Optional<List<Requirement.Range<T>>>> demands) {
        TreeSet<T> all = new TreeSet<>();
        demands.forEach(demand -> demand.ifPresent(ranges -> ranges.forEach(range -> {
            all.add(range.from());
            all.add(range.to());
        })));
        int step = all.size() / MOST_BOUNDS + 1;
        List<T> sorted = List.copyOf(all);
        bounds = IntStream.range(0, sorted.size())
                .filter(i -> i % step == 0)
                .mapToObj(sorted::get)
                .toList();
        int words = (demands.size() + Long.SIZE - 1) / Long.SIZE;
        free = new long[words];
        rules = new long[2 * bounds.size() + 1][words];
        for (int rule = 0; rule < demands.size(); rule++) {
            long bit = 1L << rule % Long.SIZE;
            int word = rule / Long.SIZE;
            if (demands.get(rule).isEmpty()) {
                free[word] |= bit;
                Arrays.stream(rules).forEach(set -> set[word] |= bit);
                continue;
            }
            for (Requirement.Range<T> range : demands.get(rule).get()) {
                for (int i = place(range.from()); i <= place(range.to()); i++) {
                    rules[i][word] |= bit;
                }
            }
        }
    }

    /** Bits of the rules that may hold for a value; null for a packet that has none. Not to be changed. */
    long[] rules(T value) {
        return value == null ? free : rules[place(value)];
    }

    /** Even between bounds, odd on one. */
    private int place(T value) {
        int found = Collections.binarySearch(bounds, value);
        return found >= 0 ? 2 * found + 1 : -2 * found - 2;
    }
}
