package org.firewright.iplist;

import java.util.Arrays;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Ipv6Order;
import org.firewright.agent.api.ListFile;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;

/**
 * Takes ranges in any order, overlapping as they may, and makes the fewest ranges out of them. Keeps eight bytes for
 * an IPv4 range and 32 for an IPv6 one, and nothing else.
 */
public final class RangeCollector implements RangeSink {
    private static final int QUAD = 4;
    private static final int MERGED_FROM = 1 << 20;
    private static final int FULL = ListFile.MAX_RANGES;

    /** First address in the upper half with its sign bit flipped, last one in the lower: sorts as signed numbers. */
    private long[] v4 = new long[16];

    private int v4Count;
    private long[] v6 = new long[16 * QUAD];
    private int v6Count;

    @Override
    public void addV4(int first, int last) {
        if (v4Count == v4.length) {
            makeRoomV4();
        }
        v4[v4Count++] = packed(first, last);
    }

    @Override
    public void addV6(long firstUpper, long firstLower, long lastUpper, long lastLower) {
        int at = v6Count * QUAD;
        if (at == v6.length) {
            makeRoomV6();
            at = v6Count * QUAD;
        }
        v6[at] = firstUpper;
        v6[at + 1] = firstLower;
        v6[at + 2] = lastUpper;
        v6[at + 3] = lastLower;
        v6Count++;
    }

    /** Adds a range of either family. */
    public void add(AddressRange range) {
        IpAddress first = range.first();
        IpAddress last = range.last();
        if (first.v6()) {
            addV6(first.upper(), first.lower(), last.upper(), last.lower());
        } else {
            addV4((int) first.lower(), (int) last.lower());
        }
    }

    /** Whether there are more separate ranges than a {@link ListFile} may have: adding must end then. */
    public boolean isFull() {
        return v4Count > FULL || v6Count > FULL;
    }

    /** Long lists say many things twice: before the arrays grow, what was said is merged. */
    private void makeRoomV4() {
        if (v4Count >= MERGED_FROM) {
            int[] merged = mergedV4();
            v4Count = 0;
            for (int i = 0; i < merged.length; i += 2) {
                v4[v4Count++] = packed(merged[i], merged[i + 1]);
            }
        }
        if (v4Count > v4.length / 2) {
            v4 = Arrays.copyOf(v4, v4.length * 2);
        }
    }

    private void makeRoomV6() {
        if (v6Count >= MERGED_FROM) {
            long[] merged = mergedV6();
            v6Count = merged.length / QUAD;
            System.arraycopy(merged, 0, v6, 0, merged.length);
        }
        if (v6Count * QUAD > v6.length / 2) {
            v6 = Arrays.copyOf(v6, v6.length * 2);
        }
    }

    private static long packed(int first, int last) {
        return (long) (first ^ Integer.MIN_VALUE) << 32 | Integer.toUnsignedLong(last);
    }

    /** What has been added so far, as the fewest ranges. */
    public AddressRanges ranges() {
        return new AddressRanges(mergedV4(), mergedV6());
    }

    private int[] mergedV4() {
        Arrays.sort(v4, 0, v4Count);
        int[] merged = new int[v4Count * 2];
        int size = 0;
        for (int i = 0; i < v4Count; i++) {
            int first = (int) (v4[i] >>> 32) ^ Integer.MIN_VALUE;
            int last = (int) v4[i];
            boolean joins = size > 0
                    && (Integer.compareUnsigned(first, merged[size - 1]) <= 0 || first - 1 == merged[size - 1]);
            if (!joins) {
                merged[size] = first;
                merged[size + 1] = last;
                size += 2;
            } else if (Integer.compareUnsigned(last, merged[size - 1]) > 0) {
                merged[size - 1] = last;
            }
        }
        return Arrays.copyOf(merged, size);
    }

    private long[] mergedV6() {
        sortV6();
        long[] merged = new long[v6Count * QUAD];
        int size = 0;
        for (int at = 0; at < v6Count * QUAD; at += QUAD) {
            if (size == 0 || !joins(merged[size - 2], merged[size - 1], v6[at], v6[at + 1])) {
                System.arraycopy(v6, at, merged, size, QUAD);
                size += QUAD;
            } else if (Ipv6Order.compare(v6[at + 2], v6[at + 3], merged[size - 2], merged[size - 1]) > 0) {
                merged[size - 2] = v6[at + 2];
                merged[size - 1] = v6[at + 3];
            }
        }
        return Arrays.copyOf(merged, size);
    }

    /** Whether a range that begins at the second address overlaps or continues one that ends at the first. */
    private static boolean joins(long lastUpper, long lastLower, long firstUpper, long firstLower) {
        return Ipv6Order.compare(firstUpper, firstLower, lastUpper, lastLower) <= 0
                || (firstLower - 1 == lastLower && firstUpper - (firstLower == 0 ? 1 : 0) == lastUpper);
    }

    /** Bottom-up merge sort by first address: the JDK sorts no records of four longs without an object for each. */
    private void sortV6() {
        long[] from = v6;
        long[] to = new long[v6Count * QUAD];
        for (long width = 1; width < v6Count; width *= 2) {
            for (long start = 0; start < v6Count; start += 2 * width) {
                int middle = (int) Math.min(start + width, v6Count);
                int end = (int) Math.min(start + 2 * width, v6Count);
                merge(from, to, (int) start, middle, end);
            }
            long[] swapped = from;
            from = to;
            to = swapped;
        }
        v6 = from.length == 0 ? new long[QUAD] : from;
    }

    private static void merge(long[] from, long[] to, int start, int middle, int end) {
        boolean inOrder = middle == end || compareAt(from, middle - 1, middle) <= 0;
        if (inOrder) {
            System.arraycopy(from, start * QUAD, to, start * QUAD, (end - start) * QUAD);
            return;
        }
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = left < middle && (right == end || compareAt(from, left, right) <= 0);
            int taken = takeLeft ? left++ : right++;
            System.arraycopy(from, taken * QUAD, to, at * QUAD, QUAD);
        }
    }

    private static int compareAt(long[] numbers, int one, int other) {
        int a = one * QUAD;
        int b = other * QUAD;
        return Ipv6Order.compare(numbers[a], numbers[a + 1], numbers[b], numbers[b + 1]);
    }
}
