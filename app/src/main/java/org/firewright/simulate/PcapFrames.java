package org.firewright.simulate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The classic format of libpcap (draft-ietf-opsawg-pcap): a header, then each frame behind its lengths. */
final class PcapFrames implements CaptureFile.Frames {
    /** With times in microseconds, and in nanoseconds. */
    private static final int MAGIC = 0xa1b2c3d4;

    private static final int MAGIC_NANOS = 0xa1b23c4d;
    private static final int REST_OF_HEADER = 20;
    private static final int LINK_TYPE = 16;
    private static final int RECORD = 16;
    /** The upper bits may tell of checksums behind the frame (FCS). */
    private static final int LINK_TYPE_BITS = 0xffff;

    private final CaptureFile.Source source;
    private final ByteOrder order;
    private final int linkType;
    private final long nanosInFraction;

    PcapFrames(CaptureFile.Source source, ByteOrder order, boolean ofNanos) throws IOException {
        this.source = source;
        this.order = order;
        this.nanosInFraction = ofNanos ? 1 : 1_000;
        this.linkType = source.require(REST_OF_HEADER).order(order).getInt(LINK_TYPE) & LINK_TYPE_BITS;
    }

    /** The order of a file's numbers by its first four bytes; empty where these begin no such file. */
    static Optional<ByteOrder> order(int magic) {
        return switch (magic) {
            case MAGIC, MAGIC_NANOS -> Optional.of(ByteOrder.BIG_ENDIAN);
            default ->
                Integer.reverseBytes(magic) == MAGIC || Integer.reverseBytes(magic) == MAGIC_NANOS
                        ? Optional.of(ByteOrder.LITTLE_ENDIAN)
                        : Optional.empty();
        };
    }

    /** Whether fractions of seconds are nanoseconds in a file that begins so. */
    static boolean isOfNanos(int magic) {
        return magic == MAGIC_NANOS || Integer.reverseBytes(magic) == MAGIC_NANOS;
    }

    @Override
    public Optional<CaptureFile.Frame> next() throws IOException {
        Optional<ByteBuffer> header = source.read(RECORD);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        // Seconds and fractions of them, then the bytes that were kept and those that there were.
        int kept = header.get().order(order).getInt(8);
        int length = header.get().getInt(12);
        if (kept < 0 || kept > CaptureFile.MOST_BYTES) {
            throw source.fault("a packet would have " + Integer.toUnsignedString(kept) + " bytes");
        }
        long seconds = Integer.toUnsignedLong(header.get().getInt(0));
        long fraction = Integer.toUnsignedLong(header.get().getInt(4));
        byte[] bytes = source.require(kept).array();
        return Optional.of(new CaptureFile.Frame(
                linkType,
                bytes,
                Integer.compareUnsigned(kept, length) < 0,
                TimeUnit.SECONDS.toNanos(seconds) + nanosInFraction * fraction));
    }
}
