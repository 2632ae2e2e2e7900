package org.firewright.iplist;

import java.util.function.IntBinaryOperator;

/** Sorts places in arrays by what stands there: the JDK sorts no parallel arrays without an object for each entry. */
final class IndexSort {
    private IndexSort() {}

    /** The places 0 to count - 1 in order; those that compare equal stay in theirs. */
    static int[] sorted(int count, IntBinaryOperator compare) {
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        int[] to = new int[count];
        for (long width = 1; width < count; width *= 2) {
            for (long start = 0; start < count; start += 2 * width) {
                int middle = (int) Math.min(start + width, count);
                int end = (int) Math.min(start + 2 * width, count);
                merge(from, to, (int) start, middle, end, compare);
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, IntBinaryOperator compare) {
        if (middle == end || compare.applyAsInt(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = left < middle && (right == end || compare.applyAsInt(from[left], from[right]) <= 0);
            to[at] = from[takeLeft ? left++ : right++];
        }
    }
}
