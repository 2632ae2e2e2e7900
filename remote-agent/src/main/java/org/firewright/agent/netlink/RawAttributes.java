package org.firewright.agent.netlink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Attributes where they lie in received bytes: positions instead of objects, for readers of millions of messages. A
 * position is that of an attribute's header; walk with {@code for (at = from; at < to; at = next(bytes, at, to))}.
 */
public final class RawAttributes {
    /** The length of an attribute that holds eight bytes. */
    private static final int U64 = MessageWriter.ATTRIBUTE_HEADER + Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RawAttributes() {}

    /** The type of the attribute at a position that {@link #next} accepts. */
    public static int type(byte[] bytes, int at, int to) throws MalformedMessageException {
        length(bytes, at, to);
        return HostOrder.u16(bytes, at + 2) & Attributes.TYPE;
    }

    /** Where its content begins. */
    public static int content(int at) {
        return at + MessageWriter.ATTRIBUTE_HEADER;
    }

    /** Where its content ends. */
    public static int end(byte[] bytes, int at, int to) throws MalformedMessageException {
        return at + length(bytes, at, to);
    }

    /** Where the next attribute begins, at least {@code to} behind the last. */
    public static int next(byte[] bytes, int at, int to) throws MalformedMessageException {
        return at + ((length(bytes, at, to) + 3) & ~3);
    }

    /** The position of the first of this type, -1 where there is none. */
    public static int find(byte[] bytes, int from, int to, int type) throws MalformedMessageException {
        for (int at = from; at < to; at = next(bytes, at, to)) {
            if (type(bytes, at, to) == type) {
                return at;
            }
        }
        return -1;
    }

    /** Whether there is an attribute of this type, without flags, that holds eight bytes. */
    public static boolean isU64(byte[] bytes, int at, int to, int type) {
        return to - at >= U64 && HostOrder.i32(bytes, at) == HostOrder.i32(U64, type);
    }

    /** The content as a 64-bit number, big-endian; of an attribute that {@link #isU64} is true of. */
    public static long u64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, content(at));
    }

    /** Its length with its header, checked. */
    private static int length(byte[] bytes, int at, int to) throws MalformedMessageException {
        int left = to - at;
        int length = left < MessageWriter.ATTRIBUTE_HEADER ? 0 : HostOrder.u16(bytes, at);
        if (length < MessageWriter.ATTRIBUTE_HEADER || length > left) {
            throw new MalformedMessageException(
                    "An attribute claims " + length + " bytes where " + left + " are left.");
        }
        return length;
    }
}
