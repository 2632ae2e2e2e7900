package org.firewright.compile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Interval;

/** Sets of values as the intervals that travel: hexadecimal, in network order. */
final class WireValues {
    /** NFPROTO_IPV4 and NFPROTO_IPV6 in linux/netfilter.h. */
    static final int NFPROTO_IPV4 = 2;

    static final int NFPROTO_IPV6 = 10;

    private WireValues() {}

    /** One byte. */
    static String one(int number) {
        return HexFormat.of().toHexDigits((byte) number);
    }

    /** The one value that is this byte. */
    static List<Interval> only(int number) {
        return List.of(new Interval(one(number), one(number)));
    }

    /**
     * Numbers, each behind the same first part.
     *
     * @param prefix hexadecimal digits that stand before both ends; may be empty
     * @param bytes the width of the numbers
     */
    static List<Interval> numbers(String prefix, NumberSet set, int bytes) {
        HexFormat hex = HexFormat.of();
        return set.ranges().stream()
                .map(range -> new Interval(
                        prefix + hex.toHexDigits(range.from(), 2 * bytes),
                        prefix + hex.toHexDigits(range.to(), 2 * bytes)))
                .toList();
    }

    /** The bytes of a text, one character each. */
    static String text(String bytes) {
        return HexFormat.of().formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The IPv4 ranges of a set, each behind the same first part. */
    static List<Interval> v4(String prefix, AddressRanges set) {
        HexFormat hex = HexFormat.of();
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < set.v4().length; i += 2) {
            intervals.add(
                    new Interval(prefix + hex.toHexDigits(set.v4()[i]), prefix + hex.toHexDigits(set.v4()[i + 1])));
        }
        return intervals;
    }

    /** The IPv6 ranges of a set. */
    static List<Interval> v6(AddressRanges set) {
        List<Interval> intervals = new ArrayList<>();
        long[] v6 = set.v6();
        for (int i = 0; i < v6.length; i += 4) {
            intervals.add(new Interval(
                    "%016x%016x".formatted(v6[i], v6[i + 1]), "%016x%016x".formatted(v6[i + 2], v6[i + 3])));
        }
        return intervals;
    }
}
