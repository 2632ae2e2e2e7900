package org.firewright.agent.netlink;

import java.nio.ByteOrder;

/** Numbers of message and attribute headers, which are in the host's byte order. */
final class HostOrder {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private HostOrder() {}

    /** 16 bits, unsigned. */
    static int u16(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        return LITTLE ? (second << 8) | first : (first << 8) | second;
    }

    /** 32 bits. */
    static int i32(byte[] bytes, int at) {
        return LITTLE ? (u16(bytes, at + 2) << 16) | u16(bytes, at) : (u16(bytes, at) << 16) | u16(bytes, at + 2);
    }
}
