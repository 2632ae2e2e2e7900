package org.firewright.simulate;

import java.util.Arrays;
import java.util.Optional;

/** Finds the IP packet in a frame, behind tags of virtual networks, too. */
final class LinkLayer {
    /** Numbers of tcpdump.org/linktypes.html; 12 and 14 are what systems write for 101. */
    private static final int NULL = 0;

    private static final int ETHERNET = 1;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    /** EtherTypes of IEEE 802: IPv4, IPv6, and tags (802.1Q, 802.1ad and an older form of it). */
    private static final int TYPE_IPV4 = 0x0800;

    private static final int TYPE_IPV6 = 0x86dd;

    private static final byte[] NOTHING = {};

    private LinkLayer() {}

    /** The packet from its IP header on, no bytes where the frame has none; empty for an unknown link type. */
    static Optional<byte[]> packet(int linkType, byte[] frame) {
        return switch (linkType) {
            case ETHERNET -> Optional.of(typed(frame, 12));
            case LINUX_SLL -> Optional.of(typed(frame, 14));
            case LINUX_SLL2 ->
                Optional.of(
                        frame.length > 20 && isIp(type(frame, 0))
                                ? Arrays.copyOfRange(frame, 20, frame.length)
                                : NOTHING);
            // Four bytes that tell the family in the order of some host; the packet itself tells it, too.
            case NULL, LOOP -> Optional.of(plain(frame, 4));
            case 12, 14, 101, IPV4, IPV6 -> Optional.of(plain(frame, 0));
            default -> Optional.empty();
        };
    }

    /** What stands behind the EtherType that is at a place. */
    private static byte[] typed(byte[] frame, int place) {
        int at = place;
        while (at + 2 <= frame.length && isTag(type(frame, at))) {
            at += 4;
        }
        boolean ip = at + 2 < frame.length && isIp(type(frame, at));
        return ip ? Arrays.copyOfRange(frame, at + 2, frame.length) : NOTHING;
    }

    private static byte[] plain(byte[] frame, int at) {
        if (frame.length <= at) {
            return NOTHING;
        }
        int version = (frame[at] & 0xff) >>> 4;
        return version == 4 || version == 6 ? Arrays.copyOfRange(frame, at, frame.length) : NOTHING;
    }

    private static int type(byte[] frame, int at) {
        return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }

    private static boolean isIp(int type) {
        return type == TYPE_IPV4 || type == TYPE_IPV6;
    }

    private static boolean isTag(int type) {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100;
    }
}
