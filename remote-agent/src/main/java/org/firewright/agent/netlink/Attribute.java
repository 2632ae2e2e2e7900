package org.firewright.agent.netlink;

import java.util.Arrays;

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
        int at = number(2);
        return (Byte.toUnsignedInt(array[at]) << 8) | Byte.toUnsignedInt(array[at + 1]);
    }

    /** The content as a signed 32-bit number, big-endian. */
    public int i32() throws MalformedMessageException {
        return (int) bigEndian(number(4), 4);
    }

    /** The content as an unsigned 32-bit number, big-endian. */
    public long u32() throws MalformedMessageException {
        return Integer.toUnsignedLong(i32());
    }

    /** The content as a 64-bit number, big-endian. */
    public long u64() throws MalformedMessageException {
        return bigEndian(number(8), 8);
    }

    /** The content as a 32-bit number in the host's order, as in ACKs. */
    public int host32() throws MalformedMessageException {
        return HostOrder.i32(array, number(4));
    }

    /** The content up to the first NUL, see {@link Text}. */
    public String text() {
        return Text.of(array, from, endOfText());
    }

    /** Whether the content is a text with one NUL behind it and nothing else. */
    public boolean isText() {
        return endOfText() == to - 1;
    }

    private int endOfText() {
        int end = from;
        while (end < to && array[end] != 0) {
            end++;
        }
        return end;
    }

    /** A copy of the content. */
    public Bytes bytes() {
        return Bytes.of(array, from, to);
    }

    /** A number that is the same for equal contents. */
    public int contentHash() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + array[i];
        }
        return hash ^ (hash >>> 16);
    }

    /** Whether both hold the same bytes, as deep in their messages. */
    public boolean hasContentOf(Attribute other) {
        return depth == other.depth && Arrays.equals(array, from, to, other.array, other.from, other.to);
    }

    /** The same with its own copy of the content, for whoever keeps it longer than the message. */
    public Attribute alone() {
        return new Attribute(Arrays.copyOfRange(array, from, to), 0, to - from, type, depth);
    }

    /** The attributes that it holds. */
    public Attributes nested() throws MalformedMessageException {
        return Attributes.read(array, from, to, depth + 1);
    }

    private long bigEndian(int at, int bytes) {
        long number = 0;
        for (int i = at; i < at + bytes; i++) {
            number = (number << 8) | (array[i] & 0xFF);
        }
        return number;
    }

    private int number(int bytes) throws MalformedMessageException {
        if (length() != bytes) {
            throw new MalformedMessageException(
                    "Attribute " + type + " holds " + length() + " bytes instead of " + bytes + ".");
        }
        return from;
    }
}
