package org.firewright.iplist;

import java.util.Arrays;
import org.firewright.agent.api.Ipv6Order;

/** Ranges with numbers as the places where the number changes: one walk over the ranges in the order of their starts. */
final class ValueSweep {
    private final Ends ends;
    private final int[] given;
    private final int[] stack;
    private int depth;
    private long[] starts;
    private int[] values;
    private int count;
    private long conflicts;

    /** A range's ends, which both belong to it, in two unsigned halves. */
    interface Ends {
        long firstUpper(int range);

        long firstLower(int range);

        long lastUpper(int range);

        long lastLower(int range);
    }

    /** Walks over so many ranges. */
    ValueSweep(int[] given, int count, Ends ends) {
        this.given = given;
        this.ends = ends;
        stack = new int[count];
        starts = new long[2 * Math.max(16, count)];
        values = new int[Math.max(16, count)];
        // Outer ranges before inner ones that begin at the same place; the first of equal ones last, so that it is on
        // top.
        int[] order = IndexSort.sorted(count, this::compare);
        for (int i = 0; i < order.length; i++) {
            int range = order[i];
            boolean again = i > 0 && isSame(order[i - 1], range);
            if (again) {
                conflicts += given[order[i - 1]] == given[range] ? 0 : 1;
                continue;
            }
            closeBefore(ends.firstUpper(range), ends.firstLower(range));
            put(ends.firstUpper(range), ends.firstLower(range), given[range]);
            stack[depth++] = range;
        }
        closeAll();
    }

    private int compare(int one, int other) {
        int byFirst = Ipv6Order.compare(
                ends.firstUpper(one), ends.firstLower(one), ends.firstUpper(other), ends.firstLower(other));
        return byFirst != 0
                ? byFirst
                : Ipv6Order.compare(
                        ends.lastUpper(other), ends.lastLower(other), ends.lastUpper(one), ends.lastLower(one));
    }

    private boolean isSame(int one, int other) {
        return compare(one, other) == 0;
    }

    /** Ends ranges that end before a place: behind each, the one around it goes on, if it does. */
    private void closeBefore(long upper, long lower) {
        while (depth > 0) {
            int top = stack[depth - 1];
            if (Ipv6Order.compare(ends.lastUpper(top), ends.lastLower(top), upper, lower) >= 0) {
                return;
            }
            close(top);
        }
    }

    private void closeAll() {
        while (depth > 0) {
            close(stack[depth - 1]);
        }
    }

    private void close(int top) {
        long lastUpper = ends.lastUpper(top);
        long lastLower = ends.lastLower(top);
        do {
            depth--;
        } while (depth > 0
                && Ipv6Order.compare(
                                ends.lastUpper(stack[depth - 1]),
                                ends.lastLower(stack[depth - 1]),
                                lastUpper,
                                lastLower)
                        <= 0);
        long lower = lastLower + 1;
        long upper = lastUpper + (lower == 0 ? 1 : 0);
        if (upper != 0 || lower != 0) { // nothing is behind the highest address
            put(upper, lower, depth == 0 ? 0 : given[stack[depth - 1]]);
        }
    }

    private void put(long upper, long lower, int value) {
        if (count > 0 && starts[2 * count - 2] == upper && starts[2 * count - 1] == lower) {
            count--; // what began here comes to nothing
        }
        if (value == (count == 0 ? 0 : values[count - 1])) {
            return;
        }
        if (count == values.length) {
            starts = Arrays.copyOf(starts, 4 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        starts[2 * count] = upper;
        starts[2 * count + 1] = lower;
        values[count++] = value;
    }

    long conflicts() {
        return conflicts;
    }

    /** In two halves each. */
    long[] starts() {
        return Arrays.copyOf(starts, 2 * count);
    }

    /** The lower halves of those before an end, which can only be the last one; the others' numbers stay as they are. */
    int[] v4Starts(long end) {
        if (count > 0 && starts[2 * count - 1] == end) {
            count--;
        }
        int[] v4 = new int[count];
        for (int i = 0; i < count; i++) {
            v4[i] = (int) starts[2 * i + 1];
        }
        return v4;
    }

    int[] values() {
        return Arrays.copyOf(values, count);
    }
}
