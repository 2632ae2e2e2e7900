package org.firewright.test.bpf;

import java.util.Arrays;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;

/** Lists that chance made: the same for the same seed. */
final class RandomLists {
    private RandomLists() {}

    /**
     * Ranges of all lengths: IPv4 anywhere, IPv6 close together as registries give them, half of them networks of up to
     * /64 and the others any addresses.
     */
    static AddressRanges of(Random random, int v4Count, int v6Count) {
        return new AddressRanges(v4(random, v4Count), v6(random, v6Count));
    }

    /**
     * Every other address of a small part of the space, which an index cannot divide, and one far from there.
     *
     * @param deep whether the IPv6 addresses are all in one /64, or /64 networks themselves
     */
    static AddressRanges crowded(int v4Count, int v6Count, boolean deep) {
        int[] v4 = new int[2 * v4Count];
        for (int i = 0; i < v4Count - 1; i++) {
            v4[2 * i] = 0x0a00_0000 + 2 * i;
            v4[2 * i + 1] = 0x0a00_0000 + 2 * i;
        }
        v4[2 * v4Count - 2] = 0xf000_0000;
        v4[2 * v4Count - 1] = 0xf000_0000;
        long[] v6 = new long[4 * v6Count];
        for (int i = 0; i < v6Count - 1; i++) {
            v6[4 * i] = 0x2a00_0000_0000_0000L + (deep ? 0 : 2 * i);
            v6[4 * i + 1] = deep ? 2 * i : 0;
            v6[4 * i + 2] = v6[4 * i];
            v6[4 * i + 3] = deep ? 2 * i : -1;
        }
        v6[4 * v6Count - 4] = 0xff00_0000_0000_0000L;
        v6[4 * v6Count - 2] = 0xff00_0000_0000_0000L;
        v6[4 * v6Count - 1] = -1;
        return new AddressRanges(v4, v6);
    }

    private static int[] v4(Random random, int count) {
        // Even numbers, so that no two are adjacent.
        long[] numbers = apart(random, 2 * count, 0, 1L << 31);
        return Arrays.stream(numbers).mapToInt(number -> (int) (number * 2)).toArray();
    }

    private static long[] v6(Random random, int count) {
        long[] numbers = apart(random, 2 * count, 0x2a00_0000_0000_0000L >> 17, 0x2a10_0000_0000_0000L >> 17);
        long[] ranges = new long[numbers.length * 2];
        for (int i = 0; i < numbers.length; i += 2) {
            long first = numbers[i] << 17;
            boolean networks = random.nextBoolean();
            ranges[2 * i] = first;
            ranges[2 * i + 1] = networks ? 0 : random.nextLong();
            ranges[2 * i + 2] = networks ? (numbers[i + 1] << 17) - 2 : first;
            ranges[2 * i + 3] = networks ? -1 : ranges[2 * i + 1];
        }
        return ranges;
    }

    /** So many different numbers in order, or a few less when chance gave some twice; an even count. */
    private static long[] apart(Random random, int count, long from, long to) {
        long[] numbers = random.longs(count, from, to).distinct().sorted().toArray();
        return Arrays.copyOf(numbers, numbers.length & ~1);
    }
}
