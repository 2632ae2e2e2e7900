package org.firewright.agent.netlink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of message and attribute headers, which are in the host's byte order. */
final class HostOrder {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private HostOrder() {}

    /** 16 bits, unsigned. */
    static int u16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }

    /** 32 bits. */
    static int i32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    /** What two numbers of 16 bits, one behind the other, are as one of 32. */
    static int i32(int first, int second) {
        return LITTLE ? second << 16 | first : first << 16 | second;
    }
}
