package org.firewright.agent.iplist;

import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListData;

/**
 * Where in the order of addresses something changes. Of ranges these are the first address of each and the one behind
 * its last, so that an address is in one of them when the number of borders up to it is odd. Nothing is copied.
 */
final class Borders {
    private final int[] v4;
    private final int v4Count;
    private final int[] v4Values;
    private final long[] v6;
    private final int v6Count;
    private final int[] v6Values;

    /** Every second number of ranges is a last address, and its border is one behind; otherwise 0. */
    private final int behind;

    private Borders(int[] v4, int v4Count, int[] v4Values, long[] v6, int v6Count, int[] v6Values) {
        this.v4 = v4;
        this.v4Count = v4Count;
        this.v4Values = v4Values;
        this.v6 = v6;
        this.v6Count = v6Count;
        this.v6Values = v6Values;
        behind = v4Values == null ? 1 : 0;
    }

    static Borders of(ListData data) {
        return switch (data) {
            case AddressValues(int[] v4, int[] v4Values, long[] v6, int[] v6Values) ->
                new Borders(v4, v4.length, v4Values, v6, v6Values.length, v6Values);
            case AddressRanges(int[] v4, long[] v6) -> {
                // Nothing is behind the last address, so no border is either.
                int last = v6.length;
                int openV4 = v4.length > 0 && v4[v4.length - 1] == -1 ? 1 : 0;
                int openV6 = last > 0 && v6[last - 2] == -1 && v6[last - 1] == -1 ? 1 : 0;
                yield new Borders(v4, v4.length - openV4, null, v6, last / 2 - openV6, null);
            }
        };
    }

    int v4Count() {
        return v4Count;
    }

    /** Unsigned, ascending. */
    int v4(int i) {
        return v4[i] + (i & behind);
    }

    /** What holds from each border on; null where there are ranges and nothing else. */
    int[] v4Values() {
        return v4Values;
    }

    int v6Count() {
        return v6Count;
    }

    /** The upper half, unsigned. */
    long v6Upper(int i) {
        return v6[2 * i] + ((i & behind) == 1 && v6[2 * i + 1] == -1 ? 1 : 0);
    }

    /** The lower half, unsigned. */
    long v6Lower(int i) {
        return v6[2 * i + 1] + (i & behind);
    }

    /** As for IPv4. */
    int[] v6Values() {
        return v6Values;
    }
}
