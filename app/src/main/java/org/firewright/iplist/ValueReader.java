package org.firewright.iplist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;

/**
 * Reads files of networks with the number of their autonomous system, a pair in each line: {@code 192.0.2.0/24 64496},
 * {@code 192.0.2.0/24,AS64496,Name} or, as a range, {@code 192.0.2.0 192.0.2.255 64496 DE Name}. Cells are separated by
 * blanks, tabs, commas or semicolons, and may stand in double quotes. Lines that begin with {@code #} are comments. The
 * number 0, which stands for no system (RFC 7607), leaves its range out.
 */
final class ValueReader {
    private static final int CELLS = 3;
    private static final long MAX_NUMBER = 0xffff_ffffL;
    private static final String NO_NUMBER =
            "Behind the network must stand the number of its autonomous system, from 0 to 4294967295.";

    private final Lines lines;
    private final ValueCollector collector = new ValueCollector();
    private final EntryReader entryReader = new EntryReader(collector);
    private final BadLines badLines = new BadLines();
    private final int[] starts = new int[CELLS];
    private final int[] ends = new int[CELLS];
    private long entries;

    private ValueReader(Lines lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws ProblemException when it is not there, cannot be read, is no text or is a web page; bad lines are no
     *     reason to throw
     */
    static ValueList read(Path file) throws ProblemException {
        return ListStream.read(file, lines -> new ValueReader(lines).readLines(file.toString()));
    }

    private ValueList readLines(String source) throws IOException, ProblemException {
        while (lines.next()) {
            int cells = split();
            if (cells > 0 && lines.text()[starts[0]] != '#') {
                String reason = lines.isCut() ? LineFault.TOO_LONG : read(cells);
                if (reason != null) {
                    badLines.add(lines.number(), lines.text(), lines.start(), lines.end(), reason);
                }
            }
            if (entries > ListFile.MAX_RANGES) {
                throw ListFaults.tooManyRanges(source);
            }
        }
        return new ValueList(
                source, collector.values(), entries, badLines.kept(), badLines.count(), collector.conflicts());
    }

    private String read(int cells) {
        byte[] text = lines.text();
        boolean isRange = cells == CELLS && isAddress(starts[1], ends[1]);
        int last = isRange ? 2 : 1;
        long number = cells > last ? number(starts[last], ends[last]) : -1;
        if (number < 0) {
            return NO_NUMBER;
        }
        if (number == 0) {
            return null;
        }
        collector.value((int) number);
        String reason = isRange
                ? entryReader.readRange(text, starts[0], ends[0], starts[1], ends[1])
                : entryReader.read(text, starts[0], ends[0]);
        entries += reason == null ? 1 : 0;
        return reason;
    }

    private boolean isAddress(int from, int to) {
        for (int i = from; i < to; i++) {
            if (lines.text()[i] == '.' || lines.text()[i] == ':') {
                return true;
            }
        }
        return false;
    }

    /** The number, perhaps behind AS; -1 where it is none. */
    private long number(int from, int to) {
        byte[] text = lines.text();
        int at = from;
        if (to - from > 2 && (text[from] | 0x20) == 'a' && (text[from + 1] | 0x20) == 's') {
            at += 2;
        }
        if (at == to || to - at > 10) {
            return -1;
        }
        String digits = new String(text, at, to - at, StandardCharsets.US_ASCII);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long number = Long.parseLong(digits);
        return number <= MAX_NUMBER ? number : -1;
    }

    /** Finds the line's first cells; gives how many there are, at most {@link #CELLS}. */
    private int split() {
        byte[] text = lines.text();
        int at = lines.start();
        int cells = 0;
        while (cells < CELLS) {
            while (at < lines.end() && isSeparator(text[at])) {
                at++;
            }
            if (at == lines.end()) {
                break;
            }
            boolean quoted = text[at] == '"';
            at += quoted ? 1 : 0;
            starts[cells] = at;
            while (at < lines.end() && (quoted ? text[at] != '"' : !isSeparator(text[at]))) {
                at++;
            }
            ends[cells++] = at;
            at += quoted && at < lines.end() ? 1 : 0;
        }
        return cells;
    }

    private static boolean isSeparator(byte c) {
        return Lines.isBlank(c) || c == ',' || c == ';';
    }
}
