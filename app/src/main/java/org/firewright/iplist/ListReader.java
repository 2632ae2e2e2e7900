package org.firewright.iplist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.firewright.agent.api.ProblemException;

/**
 * Reads lists as people and feeds write them: a line holds an address, a prefix ({@code 192.0.2.0/24}) or a range
 * ({@code 192.0.2.1-192.0.2.9}), IPv4 or IPv6, and perhaps a comment behind {@code #}, {@code ;}, {@code //} or
 * {@code !}; or it is a line of a table, see {@link ListFormat}. What is compressed with gzip is read as what is in it.
 * Good lines are kept and bad ones told; a prefix with host bits set is a bad line, because it may be a slip in either
 * part. A file of any length is read: memory is needed for its ranges only.
 */
public final class ListReader {
    /** How many bad lines are kept; the others are only counted. */
    public static final int MAX_BAD_LINES = 1_000;

    /** The most bytes of text that are read, compressed or not: what claims to be longer is no list. */
    public static final long MAX_BYTES = 16L << 30;

    private final String source;
    private final Lines lines;
    private final Cells cells;
    private final RangeCollector collector = new RangeCollector();
    private final EntryReader entryReader = new EntryReader(collector);
    private final BadLines badLines = new BadLines();
    private boolean headingPossible;
    private long entries;

    private ListReader(String source, Lines lines, ListFormat format) {
        this.source = source;
        this.lines = lines;
        cells = format.column() == 0 ? null : new Cells(format.column());
        headingPossible = cells != null;
    }

    /** Reads a file of one entry in each line. See {@link #read(Path, ListFormat)}. */
    public static AddressList read(Path file) throws ProblemException {
        return read(file, ListFormat.LINES);
    }

    /**
     * Reads a file.
     *
     * @throws ProblemException when it is not there, cannot be read, is no text or is a web page; bad lines are no
     *     reason to throw
     */
    public static AddressList read(Path file, ListFormat format) throws ProblemException {
        return ListStream.read(file, lines -> new ListReader(file.toString(), lines, format).readLines());
    }

    /**
     * Reads a stream to its end and leaves closing it to the caller.
     *
     * @param source where it comes from, for people
     * @throws ProblemException as above
     * @throws IOException when the stream cannot be read
     */
    public static AddressList read(String source, InputStream in, ListFormat format)
            throws IOException, ProblemException {
        return ListStream.read(source, in, lines -> new ListReader(source, lines, format).readLines());
    }

    /** Reads text in memory as lines of one entry each; bytes that are no text are bad lines. */
    public static AddressList parse(String source, byte[] text) {
        try {
            Lines lines = new Lines(new ByteArrayInputStream(text));
            ListStream.skipMark(lines);
            return new ListReader(source, lines, ListFormat.LINES).readLines();
        } catch (IOException | ProblemException e) {
            throw new UncheckedIOException("Reading from memory failed.", new IOException(e));
        }
    }

    private AddressList readLines() throws IOException, ProblemException {
        long bytes = 0;
        while (lines.next()) {
            bytes += lines.end() - lines.start() + 1L;
            if (bytes > MAX_BYTES) {
                throw ListFaults.endless(source);
            }
            readLine();
            if (collector.isFull()) {
                throw ListFaults.tooManyRanges(source);
            }
        }
        return new AddressList(source, collector.ranges(), entries, badLines.kept(), badLines.count());
    }

    private void readLine() {
        byte[] text = lines.text();
        int from = lines.start();
        int to = cells == null ? commentStart(text, from, lines.end()) : lines.end();
        while (to > from && Lines.isBlank(text[to - 1])) {
            to--;
        }
        while (from < to && Lines.isBlank(text[from])) {
            from++;
        }
        if (from == to || (cells != null && startsComment(text, from, to))) {
            return;
        }
        String reason = lines.isCut() ? LineFault.TOO_LONG : reason(text, from, to);
        boolean heading = headingPossible && reason != null;
        headingPossible = false;
        if (reason == null) {
            entries++;
        } else if (!heading) {
            badLines.add(lines.number(), text, from, to, reason);
        }
    }

    private String reason(byte[] text, int from, int to) {
        if (cells == null) {
            return entryReader.read(text, from, to);
        }
        return cells.find(text, from, to)
                ? entryReader.read(text, cells.start(), cells.end())
                : LineFault.TOO_FEW_CELLS;
    }

    private static int commentStart(byte[] text, int from, int end) {
        int at = from;
        while (at < end && !startsComment(text, at, end)) {
            at++;
        }
        return at;
    }

    private static boolean startsComment(byte[] text, int at, int end) {
        byte c = text[at];
        return c == '#' || c == ';' || c == '!' || (c == '/' && at + 1 < end && text[at + 1] == '/');
    }
}
