package org.firewright.ui.lists;

import org.firewright.agent.api.AddressRanges;

/**
 * What a list would take of a host's memory.
 *
 * @param table bytes as a packed table, once for the host
 * @param trie bytes as a trie, once for the host
 * @param set bytes as an nft set, once for each namespace that uses it
 */
public record Forecast(long table, long trie, long set) {
    // The layout of docs/list-engine.md; the tables' builders are the agent's V4Table and V6Table.
    private static final long INDEX = 4;
    private static final long SLOTS = 1 << 16;
    private static final long MIN_SLOTS = 1 << 4;

    // Measured on Linux 6.18 with 934,034 IPv4 ranges, slab included: 128 MB as a trie, 130 MB as an nft set.
    private static final long TRIE_PREFIX = 137;
    private static final long SET_RANGE = 139;

    /** Counts a list through; takes time with its length. */
    public static Forecast of(AddressRanges list) {
        return new Forecast(v4Table(list) + v6Table(list), TRIE_PREFIX * prefixes(list), SET_RANGE * list.count());
    }

    /** Bytes of nft sets in so many namespaces. */
    public long sets(int namespaces) {
        return set * namespaces;
    }

    private static long v4Table(AddressRanges list) {
        if (list.v4Count() == 0) {
            return 0;
        }
        long keys = list.v4().length;
        return Math.min(INDEX * SLOTS + keys * Short.BYTES, INDEX * slots(list.v4Count()) + keys * Integer.BYTES);
    }

    private static long v6Table(AddressRanges list) {
        long[] numbers = list.v6();
        long keys = 0;
        long last = 0;
        boolean deep = false;
        for (int i = 0; i < numbers.length; i += 2) {
            boolean end = i % 4 == 2;
            long lower = numbers[i + 1] + (end ? 1 : 0);
            long upper = numbers[i] + (end && lower == 0 ? 1 : 0);
            keys += i == 0 || upper != last ? 1 : 0;
            last = upper;
            deep |= lower != 0;
        }
        long borders = numbers.length / 2;
        return keys == 0
                ? 0
                : INDEX * slots(list.v6Count())
                        + keys * Long.BYTES
                        + (deep ? borders * Long.BYTES + keys * Integer.BYTES : 0);
    }

    private static long slots(long ranges) {
        return Long.highestOneBit(Math.clamp(ranges, MIN_SLOTS, SLOTS));
    }

    /** How many prefixes the ranges come to. */
    private static long prefixes(AddressRanges list) {
        long count = 0;
        int[] v4 = list.v4();
        for (int i = 0; i < v4.length; i += 2) {
            long first = Integer.toUnsignedLong(v4[i]);
            long end = Integer.toUnsignedLong(v4[i + 1]) + 1;
            while (first < end) {
                int aligned = first == 0 ? 32 : Long.numberOfTrailingZeros(first);
                first += Math.min(1L << aligned, Long.highestOneBit(end - first));
                count++;
            }
        }
        long[] v6 = list.v6();
        for (int i = 0; i < v6.length; i += 4) {
            count += prefixes(v6[i], v6[i + 1], v6[i + 2], v6[i + 3]);
        }
        return count;
    }

    /**
     * From the first address to the last, the borders between blocks are where the two ends' binary digits begin to
     * differ: one block for each 1 of what is above the first, one for each 0 of what is below the last.
     */
    private static long prefixes(long firstUpper, long firstLower, long lastUpper, long lastLower) {
        int differing = firstUpper != lastUpper
                ? 128 - Long.numberOfLeadingZeros(firstUpper ^ lastUpper)
                : 64 - Long.numberOfLeadingZeros(firstLower ^ lastLower);
        if (zeros(firstUpper, firstLower) >= differing && zeros(~lastUpper, ~lastLower) >= differing) {
            return 1;
        }
        // Both halves of the smallest block that holds the range, each from its inner border outwards.
        int half = differing - 1;
        return 2L
                + half
                - ones(firstUpper, firstLower, half)
                - trailing(zeros(firstUpper, firstLower), half)
                + ones(lastUpper, lastLower, half)
                - trailing(zeros(~lastUpper, ~lastLower), half);
    }

    private static int trailing(int zeros, int most) {
        return Math.min(zeros, most);
    }

    private static int zeros(long upper, long lower) {
        return lower != 0 ? Long.numberOfTrailingZeros(lower) : 64 + Long.numberOfTrailingZeros(upper);
    }

    private static int ones(long upper, long lower, int bits) {
        long low = bits >= 64 ? lower : lower & ((1L << bits) - 1);
        long high = bits <= 64 ? 0 : upper & (-1L >>> (128 - bits));
        return Long.bitCount(low) + Long.bitCount(high);
    }
}
