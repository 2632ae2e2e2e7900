package org.firewright.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes netlink messages one behind the other. Lengths are patched when a message or nest ends. See linux/netlink.h
 * for the layout of struct nlmsghdr and struct nlattr.
 */
public final class MessageWriter {
    /** NLMSG_HDRLEN: length (32 bits), type, flags (16 bits each), sequence, port (32 bits each). */
    static final int HEADER = 16;

    /** NLA_HDRLEN: length and type, 16 bits each. */
    static final int ATTRIBUTE_HEADER = 4;

    /** NLA_F_NESTED. */
    static final int NESTED = 0x8000;

    private static final int MAX_ATTRIBUTE = 0xFFFF;

    /** What most single messages need; it grows. */
    private static final int CAPACITY = 512;

    private ByteBuffer out = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());
    private int start = -1;

    /** What stands inside a nest or message. */
    public interface Content {
        void write();
    }

    /**
     * Writes a message.
     *
     * @param type its type
     * @param flags NLM_F_*, see {@link Flags}
     * @param sequence replies carry it
     * @param content writes the family's header and the attributes
     */
    public MessageWriter message(int type, int flags, int sequence, Content content) {
        start = out.position();
        room(HEADER);
        out.putInt(0)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(sequence)
                .putInt(0);
        content.write();
        out.putInt(start, out.position() - start);
        return this;
    }

    /** Bytes from the start of the message that is being written, as extended ACKs count them. */
    public int offset() {
        return out.position() - start;
    }

    /** How long all messages are so far. */
    public int length() {
        return out.position();
    }

    /** Adds flags to the message written last. */
    public MessageWriter addFlags(int flags) {
        int at = start + 6;
        out.putShort(at, (short) (out.getShort(at) | flags));
        return this;
    }

    /** Bytes outside of any attribute, padded to four: the family's header. */
    public MessageWriter raw(byte... bytes) {
        room(bytes.length + 3);
        out.put(bytes);
        return pad();
    }

    /** Messages that were written before, whole. */
    public MessageWriter messages(Bytes messages) {
        room(messages.length());
        out.put(messages.array());
        return this;
    }

    /** An attribute that holds attributes. IllegalStateException when they come to 64 KiB or more. */
    public MessageWriter nest(int type, Content content) {
        return plainNest(type | NESTED, content);
    }

    /** The same without NLA_F_NESTED, as the kernel lists them. */
    public MessageWriter plainNest(int type, Content content) {
        int header = attribute(type, 0);
        content.write();
        int length = out.position() - header;
        if (length > MAX_ATTRIBUTE) {
            throw new IllegalStateException("Attribute " + type + " would take " + length + " bytes.");
        }
        out.putShort(header, (short) length);
        return this;
    }

    /** A 8-bit number. */
    public MessageWriter u8(int type, int value) {
        attribute(type, 1);
        out.put((byte) value);
        return pad();
    }

    /** A 16-bit number, big-endian. */
    public MessageWriter u16(int type, int value) {
        attribute(type, 2);
        out.put((byte) (value >>> 8)).put((byte) value);
        return pad();
    }

    /** A 32-bit number, big-endian. */
    public MessageWriter u32(int type, int value) {
        attribute(type, 4);
        out.order(ByteOrder.BIG_ENDIAN).putInt(value).order(ByteOrder.nativeOrder());
        return this;
    }

    /** A 64-bit number, big-endian. */
    public MessageWriter u64(int type, long value) {
        attribute(type, 8);
        out.order(ByteOrder.BIG_ENDIAN).putLong(value).order(ByteOrder.nativeOrder());
        return this;
    }

    /** Bytes as they are. IllegalStateException when they come to 64 KiB or more. */
    public MessageWriter bytes(int type, Bytes value) {
        attribute(type, value.length());
        out.put(value.array());
        return pad();
    }

    /** Text with a NUL behind it, see {@link Text}. */
    public MessageWriter text(int type, String value) {
        byte[] bytes = Text.bytes(value);
        attribute(type, bytes.length + 1);
        out.put(bytes).put((byte) 0);
        return pad();
    }

    /** A copy of all messages. */
    public Bytes toBytes() {
        return Bytes.of(out.array(), 0, out.position());
    }

    private int attribute(int type, int length) {
        if (length > MAX_ATTRIBUTE - ATTRIBUTE_HEADER) {
            throw new IllegalStateException("Attribute " + type + " would take " + length + " bytes.");
        }
        room(ATTRIBUTE_HEADER + length + 3);
        int header = out.position();
        out.putShort((short) (ATTRIBUTE_HEADER + length)).putShort((short) type);
        return header;
    }

    private MessageWriter pad() {
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    private void room(int more) {
        if (out.remaining() < more) {
            int capacity = Math.max(Math.multiplyExact(out.capacity(), 2), Math.addExact(out.capacity(), more));
            out = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder()).put(out.flip());
        }
    }
}
