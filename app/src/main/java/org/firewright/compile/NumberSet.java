package org.firewright.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of whole numbers from 0 to a highest one, as the fewest ranges in order.
 *
 * @param max the highest number there is
 * @param ranges sorted, disjoint, not adjacent
 */
record NumberSet(long max, List<Range> ranges) {
    /** Both ends belong to it. */
    record Range(long from, long to) {}

    /** The numbers of some ranges that are between 0 and the highest. */
    static NumberSet of(long max, List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        ranges.stream()
                .map(range -> new Range(Math.max(0, range.from()), Math.min(max, range.to())))
                .filter(range -> range.from() <= range.to())
                .sorted(Comparator.comparingLong(Range::from))
                .forEach(range -> {
                    Range last = merged.isEmpty() ? null : merged.getLast();
                    if (last != null && range.from() <= last.to() + 1) {
                        merged.set(merged.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
                    } else {
                        merged.add(range);
                    }
                });
        return new NumberSet(max, List.copyOf(merged));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean isFull() {
        return ranges.size() == 1 && ranges.getFirst().equals(new Range(0, max));
    }

    NumberSet union(NumberSet other) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(max, all);
    }

    NumberSet complement() {
        List<Range> gaps = new ArrayList<>();
        long next = 0;
        for (Range range : ranges) {
            gaps.add(new Range(next, range.from() - 1));
            next = range.to() + 1;
        }
        gaps.add(new Range(next, max));
        return of(max, gaps);
    }

    NumberSet intersection(NumberSet other) {
        return complement().union(other.complement()).complement();
    }
}
