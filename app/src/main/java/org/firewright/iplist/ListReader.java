package org.firewright.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.AddressParser;
import org.firewright.expression.IpAddress;

/**
 * Reads lists as people and feeds write them: a line holds an address, a prefix ({@code 192.0.2.0/24}) or a range
 * ({@code 192.0.2.1-192.0.2.9}), IPv4 or IPv6, and perhaps a comment behind {@code #}, {@code ;} or {@code //}. Good
 * lines are kept and bad ones told; a prefix with host bits set is a bad line, because it may be a slip in either part.
 */
public final class ListReader {
    /** How many bad lines are kept; the others are only counted. */
    public static final int MAX_BAD_LINES = 1_000;

    /** The largest file that is read, in bytes: some ten million lines. */
    public static final int MAX_BYTES = 256 << 20;

    private final byte[] text;
    private final AddressParser parser = new AddressParser();
    private final RangeCollector collector = new RangeCollector();
    private final List<BadLine> badLines = new ArrayList<>();
    private long badCount;
    private long entries;

    private ListReader(byte[] text) {
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @throws ProblemException when it is not there, cannot be read or is too large; bad lines are no reason to throw
     */
    public static AddressList read(Path file) throws ProblemException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The list " + file + " is larger than " + (MAX_BYTES >> 20) + " MiB.",
                        "Split it into several lists.");
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw ProblemException.of(
                    Problem.Kind.NOT_FOUND,
                    "There is no list file " + file + ".",
                    "Put it there, or correct its path.");
        } catch (IOException e) {
            throw ProblemException.of(
                    Problem.Kind.CONTENT,
                    "The list " + file + " cannot be read: " + e.getMessage() + ".",
                    "Check that it is a file and that you may read it.");
        }
    }

    /** Reads text in memory: UTF-8, or any encoding that has ASCII in it. */
    public static AddressList parse(String source, byte[] text) {
        ListReader reader = new ListReader(text);
        reader.readLines();
        return new AddressList(source, reader.collector.ranges(), reader.entries, reader.badLines, reader.badCount);
    }

    private void readLines() {
        boolean marked = text.length >= 3
                && (text[0] & 0xff) == 0xef
                && (text[1] & 0xff) == 0xbb
                && (text[2] & 0xff) == 0xbf; // UTF-8's byte order mark
        int start = marked ? 3 : 0;
        for (long number = 1; start < text.length; number++) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            readLine(number, start, end);
            start = end + 1;
        }
    }

    private void readLine(long number, int lineStart, int lineEnd) {
        int from = lineStart;
        int to = lineStart;
        while (to < lineEnd && !startsComment(to, lineEnd)) {
            to++;
        }
        while (to > from && isBlank(text[to - 1])) {
            to--;
        }
        while (from < to && isBlank(text[from])) {
            from++;
        }
        if (from == to) {
            return;
        }
        String reason = readEntry(from, to);
        if (reason == null) {
            entries++;
            return;
        }
        badCount++;
        if (badLines.size() < MAX_BAD_LINES) {
            badLines.add(new BadLine(number, LineFault.shown(text, from, to), reason));
        }
    }

    private boolean startsComment(int at, int end) {
        byte c = text[at];
        return c == '#' || c == ';' || (c == '/' && at + 1 < end && text[at + 1] == '/');
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Takes an entry in; returns what is wrong with it, null when nothing is. */
    private String readEntry(int from, int to) {
        int mark = from;
        while (mark < to && text[mark] != '/' && text[mark] != '-') {
            mark++;
        }
        return mark < to && text[mark] == '-' ? readRange(from, mark, to) : readPrefix(from, mark, to);
    }

    /** An address, and behind the slash, unless that is the end already, a prefix length. */
    private String readPrefix(int from, int slash, int to) {
        if (!parser.parse(text, from, slash)) {
            return LineFault.ofAddress(text, from, slash);
        }
        int bits = parser.isV6() ? 128 : 32;
        int length = bits;
        if (slash < to) {
            length = prefixLength(slash + 1, to);
            if (length < 0 || length > bits) {
                return LineFault.ofLength(bits);
            }
        }
        long upperMask = IpAddress.hostMaskUpper(bits - length);
        long lowerMask = IpAddress.hostMaskLower(bits - length);
        long upper = parser.upper();
        long lower = parser.lower();
        if ((upper & upperMask) != 0 || (lower & lowerMask) != 0) {
            return LineFault.ofHostBits(new IpAddress(parser.isV6(), upper, lower), length);
        }
        if (parser.isV6()) {
            collector.addV6(upper, lower, upper | upperMask, lower | lowerMask);
        } else {
            collector.addV4((int) lower, (int) (lower | lowerMask));
        }
        return null;
    }

    /** The number of at most three digits that the bytes are, -1 where they are none. */
    private int prefixLength(int from, int to) {
        int number = to > from && to - from <= 3 ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = text[i] - '0';
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1;
        }
        return number;
    }

    private String readRange(int from, int dash, int to) {
        int firstEnd = dash;
        while (firstEnd > from && isBlank(text[firstEnd - 1])) {
            firstEnd--;
        }
        int lastStart = dash + 1;
        while (lastStart < to && isBlank(text[lastStart])) {
            lastStart++;
        }
        if (!parser.parse(text, from, firstEnd)) {
            return LineFault.ofAddress(text, from, to);
        }
        boolean v6 = parser.isV6();
        long upper = parser.upper();
        long lower = parser.lower();
        if (!parser.parse(text, lastStart, to)) {
            return LineFault.ofAddress(text, lastStart, to);
        }
        if (v6 != parser.isV6()) {
            return LineFault.MIXED_RANGE;
        }
        int byUpper = Long.compareUnsigned(upper, parser.upper());
        if (byUpper > 0 || (byUpper == 0 && Long.compareUnsigned(lower, parser.lower()) > 0)) {
            return LineFault.REVERSED_RANGE;
        }
        if (v6) {
            collector.addV6(upper, lower, parser.upper(), parser.lower());
        } else {
            collector.addV4((int) lower, (int) parser.lower());
        }
        return null;
    }
}
