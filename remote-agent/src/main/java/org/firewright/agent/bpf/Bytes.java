package org.firewright.agent.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Little-endian bytes of somebody's file: every access is checked and a bad one is an exception with a reason. */
final class Bytes {
    private static final int MAX_NAME = 255;

    private final ByteBuffer buffer;
    private final String what;

    private Bytes(ByteBuffer buffer, String what) {
        this.buffer = buffer;
        this.what = what;
    }

    /** The bytes, and what to call them when they turn out too short. */
    static Bytes of(byte[] bytes, String what) {
        return new Bytes(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), what);
    }

    int size() {
        return buffer.capacity();
    }

    int u8(long offset) throws BadObjectException {
        return buffer.get(checked(offset, 1)) & 0xff;
    }

    int u16(long offset) throws BadObjectException {
        return buffer.getShort(checked(offset, 2)) & 0xffff;
    }

    long u32(long offset) throws BadObjectException {
        return buffer.getInt(checked(offset, 4)) & 0xffffffffL;
    }

    long u64(long offset) throws BadObjectException {
        long value = buffer.getLong(checked(offset, 8));
        if (value < 0) {
            throw new BadObjectException(what + " has a number beyond all sizes");
        }
        return value;
    }

    /** A part of the bytes as bytes of their own. */
    Bytes part(long offset, long length, String name) throws BadObjectException {
        return new Bytes(buffer.slice(checked(offset, length), (int) length).order(ByteOrder.LITTLE_ENDIAN), name);
    }

    /** Text that ends with a zero byte. */
    String text(long offset) throws BadObjectException {
        int start = checked(offset, 1);
        int end = start;
        while (buffer.get(checked(end, 1)) != 0) {
            if (buffer.get(end) < ' ') { // control characters, and bytes beyond ASCII, which are negative
                throw new BadObjectException(what + " has a name that is no plain text");
            }
            end++;
            if (end - start > MAX_NAME) {
                throw new BadObjectException(what + " has a name of more than " + MAX_NAME + " bytes");
            }
        }
        byte[] text = new byte[end - start];
        buffer.get(start, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    byte[] copy() {
        byte[] copy = new byte[size()];
        buffer.get(0, copy);
        return copy;
    }

    private int checked(long offset, long length) throws BadObjectException {
        if (offset < 0 || length < 0 || offset > size() || length > size() - offset) {
            throw new BadObjectException(what + " is cut short");
        }
        return (int) offset;
    }
}
