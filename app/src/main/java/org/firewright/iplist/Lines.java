package org.firewright.iplist;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one after the other, in one buffer: no object for a line, and no more memory however long the
 * stream is.
 */
final class Lines {
    /** The longest line that is kept; of a longer one only the beginning is. */
    static final int MAX_LINE = 1 << 16;

    private static final int BUFFER = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private int next;
    private boolean ended;

    private int start;
    private int end;
    private boolean cut;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** What the stream begins with, up to so many bytes; nothing is taken from it. To be asked before the first line. */
    byte[] peek(int length) throws IOException {
        while (filled < length && !ended) {
            fill();
        }
        return Arrays.copyOf(buffer, Math.min(filled, length));
    }

    /** Leaves so many bytes out, which must have been seen by {@link #peek}. */
    void skip(int bytes) {
        next += bytes;
    }

    /** Goes on to the next line; false at the end. */
    boolean next() throws IOException {
        int at = next;
        cut = false;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled || ended) {
                break;
            }
            if (at - next > MAX_LINE) {
                cut = true;
                at = dropRest();
                break;
            }
            at -= next;
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            filled -= next;
            next = 0;
            fill();
        }
        if (at == next && at >= filled && ended) {
            return false;
        }
        start = next;
        end = cut ? Math.min(at, next + MAX_LINE) : at;
        next = at + 1;
        if (end - start > MAX_LINE) {
            cut = true;
            end = start + MAX_LINE;
        }
        number++;
        return true;
    }

    /** Reads on to the line's end, keeping only its beginning; returns where the line ends now. */
    private int dropRest() throws IOException {
        int keep = next + MAX_LINE;
        while (true) {
            filled = keep;
            if (filled == buffer.length) {
                System.arraycopy(buffer, next, buffer, 0, MAX_LINE);
                next = 0;
                keep = MAX_LINE;
                filled = keep;
            }
            fill();
            for (int i = keep; i < filled; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            if (ended) {
                return filled;
            }
        }
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
    }

    /** The bytes that the line stands in. */
    byte[] text() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Behind the line's last byte; its end is not part of it. */
    int end() {
        return end;
    }

    /** Whether the line was longer than {@link #MAX_LINE}. */
    boolean isCut() {
        return cut;
    }

    /** From 1 on. */
    long number() {
        return number;
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
