package org.firewright.test.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.bpf.BpfProgram;

/**
 * Times of lookups of many addresses, half of them listed, as the kernel's test runs tell them. What a test run itself
 * costs is in them.
 *
 * @param cold nanoseconds, the median of the addresses
 * @param hot likewise
 */
record LookupTimes(double cold, double hot) {
    private static final int HOT_ADDRESSES = 200;
    private static final int HOT_RUNS = 2_000;

    /** More than the processor's last cache that a machine of two processors may have for itself. */
    private static final int CACHES = 32 << 20;

    private static final int CACHE_LINE = 64;
    private static final byte[] OTHER_THINGS = new byte[CACHES];

    /** So that the compiler leaves nothing out. */
    static volatile long sink;

    /** Measures; the list decides which addresses are asked for. */
    static LookupTimes of(BpfProgram program, AddressRanges ranges, int coldAddresses) throws IOException {
        List<byte[]> frames = frames(ranges, Math.max(coldAddresses, HOT_ADDRESSES));
        double[] hot = new double[HOT_ADDRESSES];
        for (int i = 0; i < hot.length; i++) {
            program.time(frames.get(i), HOT_RUNS);
            hot[i] = program.time(frames.get(i), HOT_RUNS);
        }
        double[] cold = new double[coldAddresses];
        for (int i = 0; i < cold.length; i++) {
            fillCaches();
            // Code is warm in any traffic, and so is what every lookup reads: the list's own memory is not.
            program.test(frames.get(frames.size() - 1 - i % 2));
            cold[i] = program.time(frames.get(i), 1);
        }
        return new LookupTimes(median(cold), median(hot));
    }

    /** Frames from so many addresses, listed ones and others in turn. */
    static List<byte[]> frames(AddressRanges ranges, int count) {
        Random random = new Random(count);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean listed = i % 2 == 0;
            if (ranges.v4Count() > 0) {
                int[] v4 = ranges.v4();
                int address = listed
                        ? v4[2 * random.nextInt(ranges.v4Count())]
                        : (int) random.nextLong(0x0100_0000L, 0xe000_0000L);
                frames.add(Frame.v4(address));
            } else {
                long[] v6 = ranges.v6();
                int at = 4 * random.nextInt(ranges.v6Count());
                // Strangers come from the same parts of the world, or they would be told apart at the first look.
                frames.add(listed ? Frame.v6(v6[at], v6[at + 1]) : Frame.v6(v6[at + 2] + 1, random.nextLong()));
            }
        }
        return frames;
    }

    private static void fillCaches() {
        long sum = 0;
        for (int i = 0; i < CACHES; i += CACHE_LINE) {
            sum += OTHER_THINGS[i];
            OTHER_THINGS[i] = (byte) sum;
        }
        sink = sum;
    }

    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
