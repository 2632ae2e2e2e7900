package org.firewright.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers, or texts by numbers of their own, perhaps missing; at most 2³² of them. */
final class NumberDimension extends Dimension<Numbers> {
    /** How many bits of an event are the set's index. */
    private static final int SET_BITS = 24;

    private final long first;
    private final long last;
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final List<List<long[]>> ranges = new ArrayList<>();

    /**
     * Values from 0 on.
     *
     * @param last the last value
     * @param canMiss whether a packet may have none
     */
    NumberDimension(String name, long last, boolean canMiss) {
        super(name);
        this.first = canMiss ? Numbers.MISSING : 0;
        this.last = last;
    }

    long last() {
        return last;
    }

    boolean canMiss() {
        return first == Numbers.MISSING;
    }

    /** The number that stands for a text. */
    int text(String text) {
        return texts.computeIfAbsent(text, ignored -> texts.size());
    }

    /** The text that a number stands for; empty for one that no rule names. */
    Optional<String> textOf(long number) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    void divideValues() {
        long[] events = events();
        BitSet members = new BitSet();
        int next = 0;
        for (long at = first; at <= last; ) {
            while (next < events.length && position(events[next]) == at) {
                members.flip((int) (events[next] & ((1 << SET_BITS) - 1)));
                next++;
            }
            long end = next < events.length ? position(events[next]) - 1 : last;
            int number = classOf(members);
            while (ranges.size() <= number) {
                ranges.add(new ArrayList<>());
            }
            ranges.get(number).add(new long[] {at, end});
            at = end + 1;
        }
    }

    /** Where a set begins or has ended, in order; a set that begins twice at one place does neither. */
    private long[] events() {
        long[] events =
                new long[sets().stream().mapToInt(set -> set.bounds().length).sum()];
        int count = 0;
        for (int index = 0; index < sets().size(); index++) {
            long[] bounds = sets().get(index).bounds();
            for (int i = 0; i < bounds.length; i += 2) {
                long from = Math.max(first, bounds[i]);
                long to = Math.min(last, bounds[i + 1]);
                if (from <= to) {
                    events[count++] = (from - first) << SET_BITS | index;
                    events[count++] = (to + 1 - first) << SET_BITS | index;
                }
            }
        }
        long[] sorted = Arrays.copyOf(events, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private long position(long event) {
        return (event >> SET_BITS) + first;
    }

    /** The values of a class, as ranges in order. */
    List<long[]> ranges(int number) {
        return ranges.get(number);
    }

    /** A value of a class: the first of the preferred ones that is in it, otherwise its least. */
    long value(int number, long... preferred) {
        for (long value : preferred) {
            if (isIn(number, value)) {
                return value;
            }
        }
        return ranges.get(number).getFirst()[0];
    }

    /** Whether a value is in a class. */
    boolean isIn(int number, long value) {
        return ranges.get(number).stream().anyMatch(range -> range[0] <= value && value <= range[1]);
    }
}
