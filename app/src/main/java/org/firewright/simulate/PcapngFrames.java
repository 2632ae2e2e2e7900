package org.firewright.simulate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The pcapng format (draft-ietf-opsawg-pcapng): blocks, of which those of unknown kinds are passed over. */
final class PcapngFrames implements CaptureFile.Frames {
    /** Type of the block that begins a section; it reads the same in both orders. */
    static final int SECTION = 0x0a0d0d0a;

    private static final int INTERFACE = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int ORDER_MAGIC = 0x1a2b3c4d;
    /** Type, length, and the length again at the end. */
    private static final int FRAME = 12;

    private static final int MOST_INTERFACES = 65_536;

    private final CaptureFile.Source source;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private final List<PcapngInterface> interfaces = new ArrayList<>();

    /** Begins behind the type of the first block. */
    PcapngFrames(CaptureFile.Source source) throws IOException {
        this.source = source;
        section();
    }

    @Override
    public Optional<CaptureFile.Frame> next() throws IOException {
        while (true) {
            Optional<ByteBuffer> type = source.read(Integer.BYTES);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            switch (type.get().order(order).getInt(0)) {
                case SECTION -> section();
                case INTERFACE -> {
                    if (interfaces.size() == MOST_INTERFACES) {
                        throw source.fault("there are more than " + MOST_INTERFACES + " interfaces");
                    }
                    interfaces.add(PcapngInterface.of(body(8)));
                }
                case ENHANCED_PACKET -> {
                    ByteBuffer body = body(20);
                    long time = Integer.toUnsignedLong(body.getInt(4)) << Integer.SIZE
                            | Integer.toUnsignedLong(body.getInt(8));
                    return Optional.of(
                            frame(body, body.getInt(0), 20, body.getInt(12), body.getInt(16), OptionalLong.of(time)));
                }
                case SIMPLE_PACKET -> {
                    ByteBuffer body = body(4);
                    int length = body.getInt(0);
                    // It does not tell how many bytes were kept: all that the block holds, but no more than there were.
                    int kept = (int) Math.min(Integer.toUnsignedLong(length), body.capacity() - 4L);
                    return Optional.of(frame(body, 0, 4, kept, length, OptionalLong.empty()));
                }
                default -> source.skip(length() - Integer.BYTES * 2L);
            }
        }
    }

    private CaptureFile.Frame frame(ByteBuffer body, int face, int at, int kept, int length, OptionalLong time)
            throws IOException {
        if (face < 0 || face >= interfaces.size()) {
            throw source.fault("a packet is of an interface that was not told of");
        }
        if (kept < 0 || kept > body.capacity() - at) {
            throw source.fault("a packet has more bytes than its block");
        }
        byte[] bytes = new byte[kept];
        body.get(at, bytes);
        PcapngInterface from = interfaces.get(face);
        long nanos = time.isPresent() ? from.nanos(time.getAsLong()) : CaptureFile.NO_TIME;
        return new CaptureFile.Frame(from.linkType(), bytes, Integer.compareUnsigned(kept, length) < 0, nanos);
    }

    /** A new section has its own order of numbers and its own interfaces. */
    private void section() throws IOException {
        interfaces.clear();
        ByteBuffer start = source.require(8);
        order = start.getInt(4) == ORDER_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (start.order(order).getInt(4) != ORDER_MAGIC) {
            throw source.fault("a section does not tell the order of its numbers");
        }
        source.skip(checked(start.getInt(0)) - FRAME);
    }

    /** What stands between a block's two lengths; at least so many bytes. */
    private ByteBuffer body(int least) throws IOException {
        long length = length() - FRAME;
        if (length < least || length > CaptureFile.MOST_BYTES + FRAME * 100L) {
            throw source.fault("a block has " + length + " bytes");
        }
        ByteBuffer body = source.require((int) length).order(order);
        source.require(Integer.BYTES);
        return body;
    }

    private long length() throws IOException {
        return checked(source.require(Integer.BYTES).order(order).getInt(0));
    }

    private long checked(int length) throws IOException {
        long whole = Integer.toUnsignedLong(length);
        if (whole < FRAME || whole % Integer.BYTES != 0) {
            throw source.fault("a block has a length of " + whole + ", which none can have");
        }
        return whole;
    }
}
