package org.firewright.iplist;

import java.util.Arrays;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Ipv6Order;

/**
 * Sets of addresses put together, in one walk over both. Families stay apart: what is said of one says nothing of the
 * other.
 */
public final class RangeAlgebra {
    private static final long V4_END = 1L << 32;

    private RangeAlgebra() {}

    /** Addresses that are in one of both. */
    public static AddressRanges union(AddressRanges one, AddressRanges other) {
        return combined(one, other, (a, b) -> a || b);
    }

    /** Addresses that are in both. */
    public static AddressRanges intersection(AddressRanges one, AddressRanges other) {
        return combined(one, other, (a, b) -> a && b);
    }

    /** Addresses of the first that are not in the second. */
    public static AddressRanges except(AddressRanges one, AddressRanges other) {
        return combined(one, other, (a, b) -> a && !b);
    }

    /** Whether an address belongs to the result; false where it is in neither. */
    private interface Membership {
        boolean of(boolean inOne, boolean inOther);
    }

    private static AddressRanges combined(AddressRanges one, AddressRanges other, Membership membership) {
        return new AddressRanges(v4(one.v4(), other.v4(), membership), v6(one.v6(), other.v6(), membership));
    }

    /**
     * Walks over the borders of both sets: where a range begins, and where what is behind it does. Membership can change
     * only there.
     */
    private static int[] v4(int[] one, int[] other, Membership membership) {
        int[] result = new int[one.length + other.length];
        int size = 0;
        int i = 0;
        int j = 0;
        boolean inside = false;
        while (i < one.length || j < other.length) {
            long a = i < one.length ? border(one, i) : Long.MAX_VALUE;
            long b = j < other.length ? border(other, j) : Long.MAX_VALUE;
            long next = Math.min(a, b);
            i += a == next ? 1 : 0;
            j += b == next ? 1 : 0;
            boolean now = membership.of(i % 2 == 1, j % 2 == 1);
            if (now != inside) {
                result[size++] = (int) (now ? next : next - 1);
                inside = now;
            }
        }
        return Arrays.copyOf(result, size);
    }

    private static long border(int[] numbers, int i) {
        return Math.min(V4_END, Integer.toUnsignedLong(numbers[i]) + i % 2);
    }

    private static long[] v6(long[] one, long[] other, Membership membership) {
        long[] result = new long[one.length + other.length];
        int size = 0;
        int i = 0;
        int j = 0;
        boolean inside = false;
        while (i < one.length || j < other.length) {
            int order = i == one.length ? 1 : j == other.length ? -1 : compareBorders(one, i, other, j);
            long[] first = order <= 0 ? one : other;
            int at = order <= 0 ? i : j;
            long upper = first[at];
            long lower = first[at + 1];
            boolean end = at % 4 == 2;
            i += order <= 0 ? 2 : 0;
            j += order >= 0 ? 2 : 0;
            boolean now = membership.of(i % 4 == 2, j % 4 == 2);
            if (now != inside) {
                // A range's end is kept as its last address; a border that is no end of its own set is one further.
                boolean wantsLast = !now;
                long step = end == wantsLast ? 0 : end ? 1 : -1;
                long moved = lower + step;
                result[size++] = upper + (step == 1 && moved == 0 ? 1 : step == -1 && lower == 0 ? -1 : 0);
                result[size++] = moved;
                inside = now;
            }
        }
        return Arrays.copyOf(result, size);
    }

    /** Compares borders, of which those behind ranges are one above the number that stands there. */
    private static int compareBorders(long[] one, int i, long[] other, int j) {
        boolean behindOne = i % 4 == 2;
        boolean behindOther = j % 4 == 2;
        int numbers = Ipv6Order.compare(one[i], one[i + 1], other[j], other[j + 1]);
        if (behindOne == behindOther) {
            return numbers;
        }
        if (behindOne) {
            // one + 1 against other: equal where the other is the very next address.
            return numbers >= 0 ? 1 : isNext(one[i], one[i + 1], other[j], other[j + 1]) ? 0 : -1;
        }
        return numbers <= 0 ? -1 : isNext(other[j], other[j + 1], one[i], one[i + 1]) ? 0 : 1;
    }

    private static boolean isNext(long upper, long lower, long nextUpper, long nextLower) {
        return nextLower == lower + 1 && nextUpper == upper + (nextLower == 0 ? 1 : 0);
    }
}
