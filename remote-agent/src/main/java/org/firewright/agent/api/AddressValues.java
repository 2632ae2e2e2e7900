package org.firewright.agent.api;

import java.util.Arrays;

/**
 * A number for each address, such as its country's or its autonomous system's: where in the order of addresses the number
 * changes, and what it is from there on. Before the first of these places, and where the number is 0, there is none. No
 * object per range. The arrays are not copied and must not be changed.
 *
 * @param v4 first addresses, unsigned 32-bit numbers, ascending
 * @param v4Values for each of them the number that holds from it on, unsigned
 * @param v6 first addresses in two unsigned halves each, upper first, ascending
 * @param v6Values as above
 */
@SuppressWarnings("ArrayRecordComponent") // a copy for every reader would undo what the arrays are for
public record AddressValues(int[] v4, int[] v4Values, long[] v6, int[] v6Values) implements ListData {
    /** No number for any address. */
    public static final AddressValues EMPTY = new AddressValues(new int[0], new int[0], new long[0], new int[0]);

    /** Checks form and order. Throws IllegalArgumentException that names the first place out of order. */
    public AddressValues {
        if (v4.length != v4Values.length || v6.length != 2 * v6Values.length) {
            throw new IllegalArgumentException("Not as many values as places.");
        }
        for (int i = 0; i < v4.length; i++) {
            boolean ordered = i == 0 || Integer.compareUnsigned(v4[i - 1], v4[i]) < 0;
            if (!ordered || v4Values[i] == (i == 0 ? 0 : v4Values[i - 1])) {
                throw new IllegalArgumentException("IPv4 place " + i + " is out of order or changes nothing.");
            }
        }
        for (int i = 0; i < v6Values.length; i++) {
            boolean ordered = i == 0 || Ipv6Order.compare(v6[2 * i - 2], v6[2 * i - 1], v6[2 * i], v6[2 * i + 1]) < 0;
            if (!ordered || v6Values[i] == (i == 0 ? 0 : v6Values[i - 1])) {
                throw new IllegalArgumentException("IPv6 place " + i + " is out of order or changes nothing.");
            }
        }
    }

    /** How many IPv4 ranges have a number. */
    public int v4Count() {
        return count(v4Values);
    }

    /** How many IPv6 ranges have a number. */
    public int v6Count() {
        return count(v6Values);
    }

    @Override
    public long count() {
        return (long) v4Count() + v6Count();
    }

    private static int count(int[] values) {
        int count = 0;
        for (int value : values) {
            count += value == 0 ? 0 : 1;
        }
        return count;
    }

    /** The number of an IPv4 address, 0 where it has none. */
    public int of(int address) {
        int low = 0;
        int high = v4.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(v4[middle], address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : v4Values[low - 1];
    }

    /** The number of an IPv6 address in two unsigned halves, 0 where it has none. */
    public int of(long upper, long lower) {
        int low = 0;
        int high = v6Values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Ipv6Order.compare(v6[2 * middle], v6[2 * middle + 1], upper, lower) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : v6Values[low - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressValues that
                && Arrays.equals(v4, that.v4)
                && Arrays.equals(v4Values, that.v4Values)
                && Arrays.equals(v6, that.v6)
                && Arrays.equals(v6Values, that.v6Values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(v4) + Arrays.hashCode(v4Values)) + Arrays.hashCode(v6);
    }

    @Override
    public String toString() {
        return v4Count() + " IPv4 and " + v6Count() + " IPv6 ranges with a value";
    }
}
