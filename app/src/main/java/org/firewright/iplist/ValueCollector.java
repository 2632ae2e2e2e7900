package org.firewright.iplist;

import java.util.Arrays;
import org.firewright.agent.api.AddressValues;

/**
 * Takes ranges with a number each, in any order. Where ranges lie in one another the inner one counts, as it does for
 * routers; of two that only overlap it is the one that begins later. A range that comes a second time with another
 * number keeps its first one. No object per range.
 */
final class ValueCollector implements RangeSink {
    private static final int QUAD = 4;

    private int value;
    private int[] v4 = new int[32];
    private int[] v4Values = new int[16];
    private int v4Count;
    private long[] v6 = new long[16 * QUAD];
    private int[] v6Values = new int[16];
    private int v6Count;
    private long conflicts;

    /** The number of the ranges that come next; not 0. */
    void value(int next) {
        value = next;
    }

    @Override
    public void addV4(int first, int last) {
        if (v4Count == v4Values.length) {
            v4 = Arrays.copyOf(v4, 4 * v4Count);
            v4Values = Arrays.copyOf(v4Values, 2 * v4Count);
        }
        v4[2 * v4Count] = first;
        v4[2 * v4Count + 1] = last;
        v4Values[v4Count++] = value;
    }

    @Override
    public void addV6(long firstUpper, long firstLower, long lastUpper, long lastLower) {
        if (v6Count == v6Values.length) {
            v6 = Arrays.copyOf(v6, 2 * QUAD * v6Count);
            v6Values = Arrays.copyOf(v6Values, 2 * v6Count);
        }
        int at = QUAD * v6Count;
        v6[at] = firstUpper;
        v6[at + 1] = firstLower;
        v6[at + 2] = lastUpper;
        v6[at + 3] = lastLower;
        v6Values[v6Count++] = value;
    }

    /** How many ranges came again with another number, known after {@link #values}. */
    long conflicts() {
        return conflicts;
    }

    /** What has been added so far. */
    AddressValues values() {
        conflicts = 0;
        ValueSweep forV4 = new ValueSweep(v4Values, v4Count, new ValueSweep.Ends() {
            @Override
            public long firstUpper(int range) {
                return 0;
            }

            @Override
            public long firstLower(int range) {
                return Integer.toUnsignedLong(v4[2 * range]);
            }

            @Override
            public long lastUpper(int range) {
                return 0;
            }

            @Override
            public long lastLower(int range) {
                return Integer.toUnsignedLong(v4[2 * range + 1]);
            }
        });
        ValueSweep forV6 = new ValueSweep(v6Values, v6Count, new ValueSweep.Ends() {
            @Override
            public long firstUpper(int range) {
                return v6[QUAD * range];
            }

            @Override
            public long firstLower(int range) {
                return v6[QUAD * range + 1];
            }

            @Override
            public long lastUpper(int range) {
                return v6[QUAD * range + 2];
            }

            @Override
            public long lastLower(int range) {
                return v6[QUAD * range + 3];
            }
        });
        AddressValues values =
                new AddressValues(forV4.v4Starts(1L << Integer.SIZE), forV4.values(), forV6.starts(), forV6.values());
        conflicts = forV4.conflicts() + forV6.conflicts();
        return values;
    }
}
