package org.firewright.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One attribute as it was received: a view that copies nothing until asked. */
public final class Attribute {
    private final byte[] array;
    private final int from;
    private final int to;
    private final int type;
    private final int depth;

    Attribute(byte[] array, int from, int to, int type, int depth) {
        this.array = array;
        this.from = from;
        this.to = to;
        this.type = type;
        this.depth = depth;
    }

    /** The type without NLA_F_NESTED and NLA_F_NET_BYTEORDER. */
    public int type() {
        return type;
    }

    /** Bytes of its content. */
    public int length() {
        return to - from;
    }

    /** The content as a 8-bit number. */
    public int u8() throws MalformedMessageException {
        return Byte.toUnsignedInt(array[number(1)]);
    }

    /** The content as a 16-bit number, big-endian. */
    public int u16() throws MalformedMessageException {
        return Short.toUnsignedInt(ByteBuffer.wrap(array).getShort(number(2)));
    }

    /** The content as a signed 32-bit number, big-endian. */
    public int i32() throws MalformedMessageException {
        return ByteBuffer.wrap(array).getInt(number(4));
    }

    /** The content as an unsigned 32-bit number, big-endian. */
    public long u32() throws MalformedMessageException {
        return Integer.toUnsignedLong(i32());
    }

    /** The content as a 64-bit number, big-endian. */
    public long u64() throws MalformedMessageException {
        return ByteBuffer.wrap(array).getLong(number(8));
    }

    /** The content as a 32-bit number in the host's order, as in ACKs. */
    public int host32() throws MalformedMessageException {
        return ByteBuffer.wrap(array).order(ByteOrder.nativeOrder()).getInt(number(4));
    }

    /** The content up to the first NUL as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String text() {
        int end = from;
        while (end < to && array[end] != 0) {
            end++;
        }
        return new String(array, from, end - from, StandardCharsets.UTF_8);
    }

    /** A copy of the content. */
    public Bytes bytes() {
        return Bytes.of(array, from, to);
    }

    /** The attributes that it holds. */
    public Attributes nested() throws MalformedMessageException {
        return Attributes.read(array, from, to, depth + 1);
    }

    private int number(int bytes) throws MalformedMessageException {
        if (length() != bytes) {
            throw new MalformedMessageException(
                    "Attribute " + type + " holds " + length() + " bytes instead of " + bytes + ".");
        }
        return from;
    }
}
