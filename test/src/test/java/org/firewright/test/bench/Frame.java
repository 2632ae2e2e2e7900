package org.firewright.test.bench;

import java.nio.ByteBuffer;
import org.firewright.agent.api.AddressRanges;

/** Ethernet frames with a UDP packet each, from any address to the receiving end of {@link VethPath}. */
public final class Frame {
    /** Of the receiving end; locally administered. */
    public static final String RECEIVER = "02:00:00:00:fb:02";

    private static final byte[] MAC_ADDRESSES = {2, 0, 0, 0, (byte) 0xfb, 2, 2, 0, 0, 0, (byte) 0xfb, 1};
    private static final int ETHERNET = 14;
    private static final int UDP = 17;
    private static final int TO_V4 = 0xc6120002; // 198.18.0.2, RFC 2544
    private static final long TO_V6 = 0x2001_0002_0000_0000L; // RFC 5180
    private static final int PAYLOAD = 18;

    private Frame() {}

    /** From this IPv4 address. */
    public static byte[] v4(int source) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + 20 + 8 + PAYLOAD).put(MAC_ADDRESSES);
        frame.putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (20 + 8 + PAYLOAD)).putInt(0);
        frame.put((byte) 64).put((byte) UDP).putShort((short) 0).putInt(source).putInt(TO_V4);
        int sum = 0;
        for (int at = ETHERNET; at < ETHERNET + 20; at += 2) {
            sum += Short.toUnsignedInt(frame.getShort(at));
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        frame.putShort(ETHERNET + 10, (short) ~((sum & 0xffff) + (sum >>> 16)));
        return udp(frame);
    }

    /** From this IPv6 address, in two halves. */
    static byte[] v6(long upper, long lower) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + 40 + 8 + PAYLOAD).put(MAC_ADDRESSES);
        frame.putShort((short) 0x86dd);
        frame.putInt(0x6000_0000)
                .putShort((short) (8 + PAYLOAD))
                .put((byte) UDP)
                .put((byte) 64);
        frame.putLong(upper).putLong(lower).putLong(TO_V6).putLong(2);
        return udp(frame);
    }

    @SuppressWarnings("ByteBufferBackingArray") // it was allocated here
    private static byte[] udp(ByteBuffer frame) {
        return frame.putShort((short) 9)
                .putShort((short) 9)
                .putShort((short) (8 + PAYLOAD))
                .array();
    }

    /** Whether a frame comes from an address of the list. */
    static boolean from(AddressRanges ranges, byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        return bytes.getShort(12) == 0x0800
                ? ranges.contains(bytes.getInt(ETHERNET + 12))
                : ranges.contains(bytes.getLong(ETHERNET + 8), bytes.getLong(ETHERNET + 16));
    }
}
