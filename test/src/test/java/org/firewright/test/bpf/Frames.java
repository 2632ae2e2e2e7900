package org.firewright.test.bpf;

import java.nio.ByteBuffer;

/** Ethernet frames for test runs of matchers. */
final class Frames {
    private static final int ETHERNET = 14;

    private Frames() {}

    /** An IPv4 packet, header only. */
    static byte[] v4(int source, int destination) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + 20).putShort(12, (short) 0x0800);
        frame.put(ETHERNET, (byte) 0x45).putShort(ETHERNET + 2, (short) 20);
        return frame.putInt(ETHERNET + 12, source)
                .putInt(ETHERNET + 16, destination)
                .array();
    }

    /** An IPv6 packet, header only; addresses as two halves each. */
    static byte[] v6(long sourceUpper, long sourceLower, long destinationUpper, long destinationLower) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + 40).putShort(12, (short) 0x86dd);
        frame.put(ETHERNET, (byte) 0x60);
        return frame.putLong(ETHERNET + 8, sourceUpper)
                .putLong(ETHERNET + 16, sourceLower)
                .putLong(ETHERNET + 24, destinationUpper)
                .putLong(ETHERNET + 32, destinationLower)
                .array();
    }

    /** A frame whose content is this, as it would be behind an Ethernet header of the type. */
    static byte[] of(int type, byte... content) {
        return ByteBuffer.allocate(ETHERNET + content.length)
                .putShort(12, (short) type)
                .put(ETHERNET, content)
                .array();
    }
}
