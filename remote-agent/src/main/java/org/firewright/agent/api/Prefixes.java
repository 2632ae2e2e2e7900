package org.firewright.agent.api;

import java.io.IOException;

/** Ranges as the fewest prefixes, one after the other and in their order, without an object for each. */
public final class Prefixes {
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    private Prefixes() {}

    /** Takes IPv4 prefixes. */
    public interface V4Sink {
        /**
         * One prefix.
         *
         * @param address its first address, an unsigned number
         * @param length 0 to 32
         */
        void accept(int address, int length) throws IOException;
    }

    /** Takes IPv6 prefixes. */
    public interface V6Sink {
        /**
         * One prefix.
         *
         * @param upper the upper half of its first address
         * @param lower the lower half
         * @param length 0 to 128
         */
        void accept(long upper, long lower, int length) throws IOException;
    }

    /** Passes on the IPv4 prefixes. */
    public static void v4(AddressRanges ranges, V4Sink sink) throws IOException {
        int[] numbers = ranges.v4();
        for (int i = 0; i < numbers.length; i += 2) {
            v4(numbers[i], numbers[i + 1], sink);
        }
    }

    /** Passes on the prefixes of one range, whose ends both belong to it. */
    public static void v4(int from, int to, V4Sink sink) throws IOException {
        long first = Integer.toUnsignedLong(from);
        long last = Integer.toUnsignedLong(to);
        while (first <= last) {
            // The largest block that begins here, by its alignment, and ends in the range.
            int aligned = first == 0 ? V4_BITS : Long.numberOfTrailingZeros(first);
            int bits = Math.min(aligned, log2(last - first + 1));
            sink.accept((int) first, V4_BITS - bits);
            first += 1L << bits;
        }
    }

    /** Passes on the IPv6 prefixes. */
    public static void v6(AddressRanges ranges, V6Sink sink) throws IOException {
        long[] numbers = ranges.v6();
        for (int i = 0; i < numbers.length; i += 4) {
            v6(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3], sink);
        }
    }

    /** Passes on the prefixes of one range, whose ends both belong to it. */
    public static void v6(long firstUpper, long firstLower, long lastUpper, long lastLower, V6Sink sink)
            throws IOException {
        long upper = firstUpper;
        long lower = firstLower;
        while (true) {
            int aligned = lower != 0 ? Long.numberOfTrailingZeros(lower) : 64 + Long.numberOfTrailingZeros(upper);
            int bits = Math.min(aligned, fitting(upper, lower, lastUpper, lastLower));
            sink.accept(upper, lower, V6_BITS - bits);
            long endUpper = upper | ones(bits - 64);
            long endLower = lower | ones(bits);
            if (endUpper == lastUpper && endLower == lastLower) {
                return; // asked before adding one, which would run over behind ffff:…:ffff
            }
            lower = endLower + 1;
            upper = endUpper + (lower == 0 ? 1 : 0);
        }
    }

    /** How many bits a block may have at most that begins at the first address and does not reach beyond the last. */
    private static int fitting(long upper, long lower, long lastUpper, long lastLower) {
        long differenceLower = lastLower - lower;
        long borrow = Long.compareUnsigned(lastLower, lower) < 0 ? 1 : 0;
        long differenceUpper = lastUpper - upper - borrow;
        if (differenceUpper == -1 && differenceLower == -1) {
            return V6_BITS;
        }
        long countLower = differenceLower + 1;
        long countUpper = differenceUpper + (countLower == 0 ? 1 : 0);
        return countUpper != 0 ? 64 + log2(countUpper) : log2(countLower);
    }

    /** A number whose so many lowest bits are set; none below 1, all from 64 on. */
    private static long ones(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : (1L << bits) - 1;
    }

    /** The position of the highest bit of a number that is not 0. */
    private static int log2(long number) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
    }
}
