package org.firewright.iplist;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** The text of a list, from whatever it comes: compressed or not, and refused where it is none. */
final class ListStream {
    /** As much of a stream as tells whether it is a list at all. */
    private static final int BEGINNING = 4_096;

    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}; // UTF-8's byte order mark

    private ListStream() {}

    /** Reads the lines of a list to its end. */
    interface Reading<T> {
        T read(Lines lines) throws IOException, ProblemException;
    }

    /**
     * Reads a file.
     *
     * @throws ProblemException when it is not there, cannot be read, is no text or is a web page
     */
    static <T> T read(Path file, Reading<T> reading) throws ProblemException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, reading);
        } catch (NoSuchFileException e) {
            throw ProblemException.of(
                    Problem.Kind.NOT_FOUND,
                    "There is no list file " + file + ".",
                    "Put it there, or correct its path.");
        } catch (IOException e) {
            throw ListFaults.unreadable(file.toString(), e);
        }
    }

    /** Reads a stream to its end and leaves closing it to the caller. */
    static <T> T read(String source, InputStream in, Reading<T> reading) throws IOException, ProblemException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean compressed = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b; // RFC 1952
        try {
            Lines lines = new Lines(compressed ? new GZIPInputStream(start, BUFFER) : start);
            checkBeginning(source, lines);
            skipMark(lines);
            return reading.read(lines);
        } catch (ZipException | EOFException e) {
            throw ListFaults.brokenArchive(source, e);
        }
    }

    static void skipMark(Lines lines) throws IOException {
        if (Arrays.equals(lines.peek(MARK.length), MARK)) {
            lines.skip(MARK.length);
        }
    }

    private static void checkBeginning(String source, Lines lines) throws IOException, ProblemException {
        byte[] beginning = lines.peek(BEGINNING);
        for (byte b : beginning) {
            if (b == 0) {
                throw ListFaults.noText(source);
            }
        }
        String text = new String(beginning, StandardCharsets.UTF_8)
                .replace("\ufeff", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<?xml")) {
            throw ListFaults.webPage(source);
        }
    }
}
