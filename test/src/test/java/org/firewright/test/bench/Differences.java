package org.firewright.test.bench;

import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.RangeCollector;

/** What must be done to turn one list into another, as whole ranges: sets of intervals are changed range by range. */
final class Differences {
    private Differences() {}

    /** The ranges of one list that the other does not have in just this form. */
    static AddressRanges of(AddressRanges one, AddressRanges other) {
        RangeCollector only = new RangeCollector();
        int[] a = one.v4();
        int[] b = other.v4();
        for (int i = 0, j = 0; i < a.length; i += 2) {
            while (j < b.length && Integer.compareUnsigned(b[j], a[i]) < 0) {
                j += 2;
            }
            if (j == b.length || b[j] != a[i] || b[j + 1] != a[i + 1]) {
                only.addV4(a[i], a[i + 1]);
            }
        }
        long[] c = one.v6();
        long[] d = other.v6();
        for (int i = 0, j = 0; i < c.length; i += 4) {
            while (j < d.length && before(d, j, c, i)) {
                j += 4;
            }
            if (j == d.length || d[j] != c[i] || d[j + 1] != c[i + 1] || d[j + 2] != c[i + 2] || d[j + 3] != c[i + 3]) {
                only.addV6(c[i], c[i + 1], c[i + 2], c[i + 3]);
            }
        }
        return only.ranges();
    }

    private static boolean before(long[] one, int i, long[] other, int j) {
        int byUpper = Long.compareUnsigned(one[i], other[j]);
        return byUpper < 0 || (byUpper == 0 && Long.compareUnsigned(one[i + 1], other[j + 1]) < 0);
    }
}
