package org.firewright.compile;

import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.expression.Header;

/**
 * The whole bytes that some bits of a header are in.
 *
 * @param load how nftables gets them
 * @param length how many there are, one to five
 * @param behind how many bits stand behind those that are meant
 * @param mask which bits are meant
 */
record SliceBytes(Load load, int length, int behind, long mask) {
    static SliceBytes of(Quantity.Slice slice) {
        int first = slice.start() / 8;
        int length = (slice.end() + 7) / 8 - first;
        int behind = 8 * (first + length) - slice.end();
        Load.Base base = slice.header() == Header.IP ? Load.Base.NETWORK : Load.Base.TRANSPORT;
        return new SliceBytes(new Load.Payload(base, first, length), length, behind, slice.max() << behind);
    }

    /** Every bit of the bytes. */
    long all() {
        return (1L << (8 * length)) - 1;
    }

    /** A number in as many bytes. */
    String hex(long number) {
        return ("%0" + 2 * length + "x").formatted(number);
    }

    /** Values of the slice as values of the bytes with all other bits zero. */
    Interval interval(long from, long to) {
        return new Interval(hex(from << behind), hex(to << behind));
    }
}
