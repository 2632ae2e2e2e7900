package org.firewright.ui.lists;

import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.ui.parts.Format;

/** A list as rows: its IPv4 ranges in order, then its IPv6 ranges. A row is made only when it is asked for. */
public final class RangeRows {
    /** No row. */
    public static final RangeRows EMPTY = new RangeRows(AddressRanges.EMPTY);

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final int V4_BITS = 32;

    private final AddressRanges ranges;

    public RangeRows(AddressRanges ranges) {
        this.ranges = ranges;
    }

    /** What the rows show. */
    public AddressRanges ranges() {
        return ranges;
    }

    /** How many rows there are. */
    public int count() {
        return ranges.v4Count() + ranges.v6Count();
    }

    /** The range of a row. */
    public AddressRange range(int row) {
        int v6 = row - ranges.v4Count();
        if (v6 < 0) {
            return new AddressRange(IpAddress.v4(ranges.v4()[2 * row]), IpAddress.v4(ranges.v4()[2 * row + 1]));
        }
        long[] numbers = ranges.v6();
        return new AddressRange(
                new IpAddress(true, numbers[4 * v6], numbers[4 * v6 + 1]),
                new IpAddress(true, numbers[4 * v6 + 2], numbers[4 * v6 + 3]));
    }

    /** The range of a row as lists write it: an address, a prefix, or {@code first-last}. */
    public String text(int row) {
        return range(row).text().replace("..", "-");
    }

    /** How many addresses a row holds: a number, or from 2³² on a power of two, rounded with {@code ≈}. */
    public String addresses(int row) {
        AddressRange range = range(row);
        long lower = range.last().lower() - range.first().lower();
        long borrow = Long.compareUnsigned(range.last().lower(), range.first().lower()) < 0 ? 1 : 0;
        long upper = range.last().upper() - range.first().upper() - borrow;
        if (upper == 0 && lower >= 0 && lower < 1L << V4_BITS) {
            return Format.number(lower + 1);
        }
        // One less than the size is at hand: a power of two where it is all ones.
        boolean exact = IpAddress.hostMaskUpper(bits(upper, lower)) == upper
                && IpAddress.hostMaskLower(bits(upper, lower)) == lower;
        return (exact ? "2" : "≈ 2") + superscript(bits(upper, lower));
    }

    /** The first row that ends at this address or behind it: the one that holds it, or else the next one. */
    public int rowFrom(IpAddress address) {
        int low = address.v6() ? ranges.v4Count() : 0;
        int high = address.v6() ? count() : ranges.v4Count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last(middle).compareTo(address) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The row that holds this address; -1 where none does. */
    public int rowOf(IpAddress address) {
        int row = rowFrom(address);
        boolean inside = row < (address.v6() ? count() : ranges.v4Count())
                && range(row).first().compareTo(address) <= 0;
        return inside ? row : -1;
    }

    /** The rows that have an address in common with this range. */
    public RowSpan overlapping(AddressRange block) {
        int first = rowFrom(block.first());
        return new RowSpan(first, Math.max(first, beginningBy(block.last())));
    }

    /** The rows whose first address is in this range. */
    public RowSpan beginningIn(AddressRange block) {
        int first = rowFrom(block.first());
        int end = beginningBy(block.last());
        if (first < end && range(first).first().compareTo(block.first()) < 0) {
            first++;
        }
        return new RowSpan(first, Math.max(first, end));
    }

    /** The row behind the last one of the address's family that begins at the address or before it. */
    private int beginningBy(IpAddress address) {
        int low = address.v6() ? ranges.v4Count() : 0;
        int high = address.v6() ? count() : ranges.v4Count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (range(middle).first().compareTo(address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private IpAddress last(int row) {
        return range(row).last();
    }

    private static int bits(long upper, long lower) {
        return upper != 0 ? 128 - Long.numberOfLeadingZeros(upper) : 64 - Long.numberOfLeadingZeros(lower);
    }

    private static String superscript(int number) {
        StringBuilder text = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
