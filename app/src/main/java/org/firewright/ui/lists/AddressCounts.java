package org.firewright.ui.lists;

import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;

/** How many of a list's IPv4 addresses lie in a block, in a few steps, however long the list is. */
public final class AddressCounts {
    private final AddressRanges list;
    private final int[] ranges;

    /** Addresses before each range. */
    private final long[] before;

    public AddressCounts(AddressRanges list) {
        this.list = list;
        ranges = list.v4();
        before = new long[list.v4Count() + 1];
        for (int i = 0; i < list.v4Count(); i++) {
            before[i + 1] = before[i] + Integer.toUnsignedLong(ranges[2 * i + 1] - ranges[2 * i]) + 1;
        }
    }

    /** Whether it counts this very list. */
    boolean isOf(AddressRanges other) {
        return list.equals(other);
    }

    /** All of its IPv4 addresses. */
    public long all() {
        return before[before.length - 1];
    }

    /** Its addresses in a block of IPv4. */
    public long in(AddressRange block) {
        return below(block.last().lower() + 1) - below(block.first().lower());
    }

    /** How many of its ranges have an address in a block of IPv4. */
    public int rangesIn(AddressRange block) {
        int first = rangesEndingBelow(block.first().lower());
        int end = rangesBeginningBelow(block.last().lower() + 1);
        return Math.max(0, end - first);
    }

    /** How many of its addresses are lower than this number. */
    private long below(long address) {
        int range = rangesBeginningBelow(address);
        if (range == 0) {
            return 0;
        }
        long last = Integer.toUnsignedLong(ranges[2 * range - 1]);
        return before[range] - Math.max(0, last - address + 1);
    }

    private int rangesBeginningBelow(long address) {
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.toUnsignedLong(ranges[2 * middle]) < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int rangesEndingBelow(long address) {
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.toUnsignedLong(ranges[2 * middle + 1]) < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
