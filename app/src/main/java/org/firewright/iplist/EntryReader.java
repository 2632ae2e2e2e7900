package org.firewright.iplist;

import org.firewright.agent.api.Ipv6Order;
import org.firewright.expression.AddressParser;
import org.firewright.expression.IpAddress;

/**
 * Reads entries of lists into a sink: an address, a prefix or a range. IPv6 addresses that stand for IPv4 ones
 * (::ffff:192.0.2.1, RFC 4291 section 2.5.5.2) are taken as these, because packets carry them in no other way.
 */
final class EntryReader {
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int MAPPED_BITS = 96;
    private static final long MAPPED = 0xffffL;

    private final AddressParser parser = new AddressParser();
    private final RangeSink sink;

    EntryReader(RangeSink sink) {
        this.sink = sink;
    }

    /** Takes an entry in; returns what is wrong with it, null when nothing is. */
    String read(byte[] text, int from, int to) {
        int mark = from;
        while (mark < to && text[mark] != '/' && text[mark] != '-') {
            mark++;
        }
        return mark < to && text[mark] == '-' ? readRange(text, from, mark, to) : readPrefix(text, from, mark, to);
    }

    /** An address, and behind the slash, unless that is the end already, a prefix length. */
    private String readPrefix(byte[] text, int from, int slash, int to) {
        if (!parser.parse(text, from, slash)) {
            return LineFault.ofAddress(text, from, slash);
        }
        boolean v6 = parser.isV6();
        int bits = v6 ? V6_BITS : V4_BITS;
        int length = bits;
        if (slash < to) {
            length = prefixLength(text, slash + 1, to);
            if (length < 0 || length > bits) {
                return LineFault.ofLength(bits);
            }
        }
        long upperMask = IpAddress.hostMaskUpper(bits - length);
        long lowerMask = IpAddress.hostMaskLower(bits - length);
        long upper = parser.upper();
        long lower = parser.lower();
        if ((upper & upperMask) != 0 || (lower & lowerMask) != 0) {
            return LineFault.ofHostBits(new IpAddress(v6, upper, lower), length);
        }
        if (!v6 || (isMapped(upper, lower) && length >= MAPPED_BITS)) {
            sink.addV4((int) lower, (int) (lower | lowerMask));
        } else {
            sink.addV6(upper, lower, upper | upperMask, lower | lowerMask);
        }
        return null;
    }

    /** The number of at most three digits that the bytes are, -1 where they are none. */
    private static int prefixLength(byte[] text, int from, int to) {
        int number = to > from && to - from <= 3 ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = text[i] - '0';
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1;
        }
        return number;
    }

    private String readRange(byte[] text, int from, int dash, int to) {
        int firstEnd = dash;
        while (firstEnd > from && Lines.isBlank(text[firstEnd - 1])) {
            firstEnd--;
        }
        int lastStart = dash + 1;
        while (lastStart < to && Lines.isBlank(text[lastStart])) {
            lastStart++;
        }
        return readRange(text, from, firstEnd, lastStart, to);
    }

    /** Takes a range in whose ends stand apart. */
    String readRange(byte[] text, int firstStart, int firstEnd, int lastStart, int lastEnd) {
        if (!parser.parse(text, firstStart, firstEnd)) {
            return LineFault.ofAddress(text, firstStart, lastEnd);
        }
        boolean v6 = parser.isV6();
        long upper = parser.upper();
        long lower = parser.lower();
        if (!parser.parse(text, lastStart, lastEnd)) {
            return LineFault.ofAddress(text, lastStart, lastEnd);
        }
        if (v6 != parser.isV6()) {
            return LineFault.MIXED_RANGE;
        }
        if (Ipv6Order.compare(upper, lower, parser.upper(), parser.lower()) > 0) {
            return LineFault.REVERSED_RANGE;
        }
        if (!v6 || (isMapped(upper, lower) && isMapped(parser.upper(), parser.lower()))) {
            sink.addV4((int) lower, (int) parser.lower());
        } else {
            sink.addV6(upper, lower, parser.upper(), parser.lower());
        }
        return null;
    }

    private static boolean isMapped(long upper, long lower) {
        return upper == 0 && lower >>> V4_BITS == MAPPED;
    }
}
