package org.firewright.lab;

import java.nio.ByteBuffer;

/**
 * The last bytes of every packet of the lab's traffic, by which its arrival is counted for the right customer and
 * kind.
 *
 * @param customer its index in {@link Lab#CUSTOMERS}
 * @param flow its index in {@link FlowClass#ALL}
 * @param sequence counts the packets of this customer and kind
 */
record Tag(int customer, int flow, long sequence) {
    /** Bytes of a tag. */
    static final int LENGTH = 24;

    private static final long MAGIC = 0x4657_4c41_4254_4147L; // "FWLABTAG"
    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int IPV6_HEADER = 40;

    /** Writes it at the buffer's position, big-endian. */
    void write(ByteBuffer packet) {
        packet.putLong(MAGIC).putInt(customer).putInt(flow).putLong(sequence);
    }

    /**
     * Finds the tag of an Ethernet frame.
     *
     * @param frame big-endian, its position anywhere
     * @param length of the frame in bytes, from the buffer's beginning
     * @return null when it is a frame of somebody else's
     */
    static Tag find(ByteBuffer frame, int length) {
        if (length < ETHERNET + IPV6_HEADER) {
            return null;
        }
        int end = switch (frame.getChar(12)) {
            case IPV4 -> ETHERNET + frame.getChar(ETHERNET + 2);
            case IPV6 -> ETHERNET + IPV6_HEADER + frame.getChar(ETHERNET + 4);
            default -> 0;
        };
        int start = end - LENGTH;
        if (start < ETHERNET || end > length || frame.getLong(start) != MAGIC) {
            return null;
        }
        Tag tag = new Tag(frame.getInt(start + 8), frame.getInt(start + 12), frame.getLong(start + 16));
        boolean known = tag.customer >= 0
                && tag.customer < Lab.CUSTOMERS.size()
                && tag.flow >= 0
                && tag.flow < FlowClass.ALL.size();
        return known ? tag : null;
    }
}
