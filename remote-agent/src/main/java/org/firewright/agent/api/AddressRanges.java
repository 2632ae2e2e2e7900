package org.firewright.agent.api;

import java.util.Arrays;

/**
 * A set of addresses as the fewest ranges: sorted as unsigned numbers, disjoint and not adjacent. No object per range:
 * a million IPv4 ranges take eight megabytes. The arrays are not copied and must not be changed.
 *
 * @param v4 pairs of first and last address, each an unsigned 32-bit number
 * @param v6 quadruples: first address (upper 64 bits, lower 64 bits), last address (upper, lower), all unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // a copy for every reader would undo what the arrays are for
public record AddressRanges(int[] v4, long[] v6) implements ListData {
    /** No address at all. */
    public static final AddressRanges EMPTY = new AddressRanges(new int[0], new long[0]);

    /** Checks form and order. Throws IllegalArgumentException that names the first range out of order. */
    public AddressRanges {
        if (v4.length % 2 != 0 || v6.length % 4 != 0) {
            throw new IllegalArgumentException("Half a range: " + v4.length + " and " + v6.length + " numbers.");
        }
        for (int i = 0; i < v4.length; i += 2) {
            boolean ordered = Integer.compareUnsigned(v4[i], v4[i + 1]) <= 0;
            // Behind the last one there must be a gap, so one beyond it must still be below the next first one.
            boolean apart = i == 0
                    || (Integer.compareUnsigned(v4[i - 1], v4[i]) < 0
                            && Integer.compareUnsigned(v4[i - 1] + 1, v4[i]) < 0);
            if (!ordered || !apart) {
                throw new IllegalArgumentException("IPv4 range " + i / 2 + " is out of order.");
            }
        }
        for (int i = 0; i < v6.length; i += 4) {
            boolean ordered = Ipv6Order.compare(v6[i], v6[i + 1], v6[i + 2], v6[i + 3]) <= 0;
            boolean apart =
                    i == 0 || (Ipv6Order.compare(v6[i - 2], v6[i - 1], v6[i], v6[i + 1]) < 0 && !adjacent(v6, i));
            if (!ordered || !apart) {
                throw new IllegalArgumentException("IPv6 range " + i / 4 + " is out of order.");
            }
        }
    }

    /** How many IPv4 ranges. */
    public int v4Count() {
        return v4.length / 2;
    }

    /** How many IPv6 ranges. */
    public int v6Count() {
        return v6.length / 4;
    }

    @Override
    public long count() {
        return (long) v4Count() + v6Count();
    }

    /** Whether the IPv4 address, as an unsigned number, lies in one of the ranges. */
    public boolean contains(int address) {
        int low = 0;
        int high = v4Count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(address, v4[2 * middle]) < 0) {
                high = middle - 1;
            } else if (Integer.compareUnsigned(address, v4[2 * middle + 1]) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Whether the IPv6 address, given as two unsigned halves, lies in one of the ranges. */
    public boolean contains(long upper, long lower) {
        int low = 0;
        int high = v6Count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Ipv6Order.compare(upper, lower, v6[4 * middle], v6[4 * middle + 1]) < 0) {
                high = middle - 1;
            } else if (Ipv6Order.compare(upper, lower, v6[4 * middle + 2], v6[4 * middle + 3]) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean adjacent(long[] v6, int i) {
        long lower = v6[i - 1] + 1;
        long upper = v6[i - 2] + (lower == 0 ? 1 : 0);
        return upper == v6[i] && lower == v6[i + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRanges that && Arrays.equals(v4, that.v4) && Arrays.equals(v6, that.v6);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(v4) + Arrays.hashCode(v6);
    }

    @Override
    public String toString() {
        return v4Count() + " IPv4 and " + v6Count() + " IPv6 ranges";
    }
}
