package org.firewright.agent.api;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Messages as they come in: header lines, of which only Content-Length counts, an empty line, then so many bytes of
 * UTF-8. Both sides read them so. Everything is bounded, because a stream of anything may come.
 */
public final class MessageFrames {
    /** The longest message that is read: a deployment of 10,000 rules takes 5 MB. */
    public static final int MAX_MESSAGE = 32 << 20;

    private static final int MAX_HEADER = 1024;
    private static final String LENGTH = "content-length:";

    private final InputStream in;

    /** Reads from a stream, which is the caller's to close. */
    public MessageFrames(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * Waits for the next message; null at the end of the stream.
     *
     * @throws IOException when what comes is not such a message; nothing after it can be read then
     */
    public String next() throws IOException {
        int length = header();
        if (length < 0) {
            return null;
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a message of " + length + " bytes ends after " + body.length + " bytes.");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The length that the header tells, -1 at the end of the stream. */
    private int header() throws IOException {
        int length = -1;
        StringBuilder line = new StringBuilder();
        for (int bytes = 0; bytes < MAX_HEADER; bytes++) {
            int next = in.read();
            if (next < 0) {
                if (bytes == 0) {
                    return -1;
                }
                throw new EOFException("the stream ends within a message's header.");
            }
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String header = line.toString().strip().toLowerCase(Locale.ROOT);
            line.setLength(0);
            if (header.startsWith(LENGTH)) {
                length = length(header.substring(LENGTH.length()).strip());
            } else if (header.isEmpty()) {
                if (length < 0) {
                    throw new IOException("a message's header names no Content-Length.");
                }
                return length;
            }
        }
        throw new IOException("no message's header is longer than " + MAX_HEADER + " bytes.");
    }

    private static int length(String text) throws IOException {
        if (!text.matches("[0-9]{1,10}")) {
            throw new IOException("a message's Content-Length is not a number of bytes.");
        }
        long length = Long.parseLong(text);
        if (length > MAX_MESSAGE) {
            throw new IOException(
                    "a message is announced with " + length + " bytes; at most " + MAX_MESSAGE + " are read.");
        }
        return (int) length;
    }
}
