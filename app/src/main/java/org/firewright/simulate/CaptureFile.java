package org.firewright.simulate;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a capture file packet by packet, in the classic format of libpcap or in pcapng. The file is not trusted: what
 * it says of lengths is believed only within bounds.
 */
public final class CaptureFile implements Closeable {
    /** MAXIMUM_SNAPLEN of libpcap: no frame of a capture is longer. */
    static final int MOST_BYTES = 262_144;

    /** Stands for the time of a frame that has none. */
    static final long NO_TIME = Long.MIN_VALUE;

    private final Source source;
    private final Frames frames;
    private long number;
    private long nanos;

    private CaptureFile(Source source, Frames frames) {
        this.source = source;
        this.frames = frames;
    }

    /**
     * A frame as the capture kept it.
     *
     * @param linkType as tcpdump.org/linktypes.html numbers them
     * @param nanos when, in nanoseconds since 1970; {@link #NO_TIME} where the file does not tell
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes of one frame, made and used in one place
    record Frame(int linkType, byte[] bytes, boolean cut, long nanos) {}

    /** One of the formats. */
    interface Frames {
        /** The next frame, empty at the end of the file. */
        Optional<Frame> next() throws IOException;
    }

    /**
     * Opens a file.
     *
     * @throws IOException with a sentence that names the file when it cannot be read or is no capture
     */
    public static CaptureFile open(Path file) throws IOException {
        Source source = new Source(file, new BufferedInputStream(Files.newInputStream(file)));
        try {
            Optional<ByteBuffer> magic = source.read(Integer.BYTES);
            int first = magic.map(bytes -> bytes.getInt(0)).orElse(0);
            if (first == PcapngFrames.SECTION) {
                return new CaptureFile(source, new PcapngFrames(source));
            }
            ByteOrder order = PcapFrames.order(first).orElseThrow(() -> source.fault("it is no capture file"));
            return new CaptureFile(source, new PcapFrames(source, order, PcapFrames.isOfNanos(first)));
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    /**
     * The next packet, empty at the end of the file.
     *
     * @throws IOException with a sentence that names the file and the place in it when it goes on in no known way
     */
    public Optional<CapturedPacket> next() throws IOException {
        Optional<Frame> frame = frames.next();
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        number++;
        byte[] packet = LinkLayer.packet(frame.get().linkType(), frame.get().bytes())
                .orElseThrow(() -> source.fault("packet " + number + " is of link type "
                        + frame.get().linkType() + ", which is not known here"));
        nanos = frame.get().nanos() == NO_TIME ? nanos : frame.get().nanos();
        return Optional.of(new CapturedPacket(number, packet, frame.get().cut(), nanos));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** The bytes of the file, and where among them the reader is. */
    static final class Source implements Closeable {
        private final Path file;
        private final InputStream in;
        private long at;

        private Source(Path file, InputStream in) {
            this.file = file;
            this.in = in;
        }

        /** So many bytes; empty where the file ends before the first. */
        Optional<ByteBuffer> read(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length > 0 && bytes.length < length) {
                throw fault("the file ends within a packet");
            }
            at += bytes.length;
            return bytes.length == length ? Optional.of(ByteBuffer.wrap(bytes)) : Optional.empty();
        }

        /** So many bytes, which must be there. */
        ByteBuffer require(int length) throws IOException {
            return length == 0
                    ? ByteBuffer.allocate(0)
                    : read(length).orElseThrow(() -> fault("the file ends within a packet"));
        }

        /** Passes over bytes that nobody asks for. */
        void skip(long length) throws IOException {
            try {
                in.skipNBytes(length);
            } catch (EOFException e) {
                throw new IOException(fault("the file ends within a packet").getMessage(), e);
            }
            at += length;
        }

        IOException fault(String what) {
            return new IOException(file + ", byte " + at + ": " + what + ".");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
