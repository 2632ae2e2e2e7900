package org.firewright.compile;

import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.iplist.RangeCollector;

/** Sets of addresses of both families together: every packet that meets our rules has an address of one of them. */
public final class AddressSets {
    /** Every address. */
    static final AddressRanges ALL = new AddressRanges(new int[] {0, -1}, new long[] {0, 0, -1, -1});

    private AddressSets() {}

    static AddressRanges of(Iterable<AddressRange> ranges) {
        RangeCollector collector = new RangeCollector();
        ranges.forEach(collector::add);
        return collector.ranges();
    }

    static AddressRanges union(AddressRanges one, AddressRanges other) {
        RangeCollector collector = new RangeCollector();
        collector.addAll(one);
        collector.addAll(other);
        return collector.ranges();
    }

    /** The addresses that both have. */
    public static AddressRanges intersection(AddressRanges one, AddressRanges other) {
        return complement(union(complement(one), complement(other)));
    }

    /** The addresses of both families that are not in the set. */
    public static AddressRanges complement(AddressRanges set) {
        RangeCollector gaps = new RangeCollector();
        long next = 0;
        for (int i = 0; i < set.v4().length; i += 2) {
            long first = Integer.toUnsignedLong(set.v4()[i]);
            if (first > next) {
                gaps.addV4((int) next, (int) (first - 1));
            }
            next = Integer.toUnsignedLong(set.v4()[i + 1]) + 1;
        }
        if (next <= 0xffff_ffffL) {
            gaps.addV4((int) next, -1);
        }
        addV6Gaps(set.v6(), gaps);
        return gaps.ranges();
    }

    private static void addV6Gaps(long[] v6, RangeCollector gaps) {
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < v6.length; i += 4) {
            if (upper != v6[i] || lower != v6[i + 1]) {
                gaps.addV6(upper, lower, v6[i] - (v6[i + 1] == 0 ? 1 : 0), v6[i + 1] - 1);
            }
            lower = v6[i + 3] + 1;
            upper = v6[i + 2] + (lower == 0 ? 1 : 0);
            if (upper == 0 && lower == 0) {
                return; // the range before reached the highest address
            }
        }
        gaps.addV6(upper, lower, -1, -1);
    }
}
