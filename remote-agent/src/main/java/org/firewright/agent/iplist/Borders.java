package org.firewright.agent.iplist;

import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListData;

/**
 * Where in the order of addresses something changes. Of ranges these are the first address of each and the one behind
 * its last, so that an address is in one of them when the number of borders up to it is odd.
 *
 * @param v4 unsigned, ascending
 * @param v4Values what holds from each on; null where there are ranges and nothing else
 * @param v6 two unsigned halves each, upper first
 * @param v6Values as above
 */
@SuppressWarnings("ArrayRecordComponent") // made, read once, and thrown away
record Borders(int[] v4, int[] v4Values, long[] v6, int[] v6Values) {
    static Borders of(ListData data) {
        return switch (data) {
            case AddressValues(int[] v4, int[] v4Values, long[] v6, int[] v6Values) ->
                new Borders(v4, v4Values, v6, v6Values);
            case AddressRanges(int[] v4, long[] v6) -> new Borders(v4(v4), null, v6(v6), null);
        };
    }

    private static int[] v4(int[] ranges) {
        // Nothing is behind the last address, so no border is either.
        boolean open = ranges.length > 0 && ranges[ranges.length - 1] == -1;
        int[] borders = new int[ranges.length - (open ? 1 : 0)];
        for (int i = 0; i < borders.length; i++) {
            borders[i] = ranges[i] + (i & 1);
        }
        return borders;
    }

    private static long[] v6(long[] ranges) {
        int length = ranges.length;
        boolean open = length > 0 && ranges[length - 2] == -1 && ranges[length - 1] == -1;
        long[] borders = new long[length - (open ? 2 : 0)];
        for (int i = 0; i < borders.length; i += 2) {
            int behind = i >> 1 & 1;
            long lower = ranges[i + 1] + behind;
            borders[i] = ranges[i] + (behind == 1 && lower == 0 ? 1 : 0);
            borders[i + 1] = lower;
        }
        return borders;
    }
}
