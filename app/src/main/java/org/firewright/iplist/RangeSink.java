package org.firewright.iplist;

import org.firewright.agent.api.AddressRanges;

/** Takes ranges of addresses. */
interface RangeSink {
    /** An IPv4 range; both ends are unsigned numbers and belong to it, the first is not behind the last. */
    void addV4(int first, int last);

    /** An IPv6 range in unsigned halves; both ends belong to it, the first is not behind the last. */
    void addV6(long firstUpper, long firstLower, long lastUpper, long lastLower);

    /** All ranges of a set. */
    default void addAll(AddressRanges ranges) {
        int[] v4 = ranges.v4();
        for (int i = 0; i < v4.length; i += 2) {
            addV4(v4[i], v4[i + 1]);
        }
        long[] v6 = ranges.v6();
        for (int i = 0; i < v6.length; i += 4) {
            addV6(v6[i], v6[i + 1], v6[i + 2], v6[i + 3]);
        }
    }
}
