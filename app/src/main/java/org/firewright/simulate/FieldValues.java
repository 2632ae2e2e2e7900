package org.firewright.simulate;

import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.IpAddress;

/** Values of the language's fields in a packet. */
final class FieldValues {
    private FieldValues() {}

    /** Whether the field's value can be told from the packet, and perhaps from what is known of its addresses. */
    static boolean isKnown(Field field) {
        return switch (field) {
            case SIP, DNS -> false;
            default -> true;
        };
    }

    /** The address, null where it is missing. */
    static IpAddress address(Field field, Packet packet) {
        return switch (field) {
            case IP_SRC -> packet.source();
            case IP_DST -> packet.destination();
            default -> throw new IllegalArgumentException(field + " is no address.");
        };
    }

    /** The number, {@link Packet#MISSING} where it is missing. */
    static long number(Field field, Packet packet) {
        boolean v4 = packet.version() == 4;
        boolean v6 = packet.version() == 6;
        return switch (field) {
            case TCP_SRCPORT -> packet.sourcePort(Header.TCP);
            case TCP_DSTPORT -> packet.destinationPort(Header.TCP);
            case TCP_FLAGS -> packet.number(Header.TCP, 13, 1);
            case UDP_SRCPORT -> packet.sourcePort(Header.UDP);
            case UDP_DSTPORT -> packet.destinationPort(Header.UDP);
            case ICMP_TYPE -> packet.number(Header.ICMP, 0, 1);
            case ICMP_CODE -> packet.number(Header.ICMP, 1, 1);
            case IP_LEN -> v4 ? packet.bits(16, 16) : v6 ? packet.bits(32, 16) + Ipv6Headers.LENGTH : Packet.MISSING;
            case IP_TTL -> v4 ? packet.bits(64, 8) : v6 ? packet.bits(56, 8) : Packet.MISSING;
            case IP_HDR_LEN -> v4 ? packet.bits(4, 4) : Packet.MISSING;
            case IP_OPT_TYPE -> v4 && packet.bits(4, 4) > 5 ? packet.bits(160, 8) : Packet.MISSING;
            case IP_DSCP -> v4 ? packet.bits(8, 6) : v6 ? packet.bits(4, 6) : Packet.MISSING;
            case IP6_NEXTHDR -> v6 ? packet.bits(48, 8) : Packet.MISSING;
            default -> throw new IllegalArgumentException(field + " is no number.");
        };
    }

    /** The text, one character a byte; null where it is missing. */
    static String text(Field field, Packet packet) {
        return switch (field) {
            case IP_PROTO -> packet.protocol();
            case TCP_PAYLOAD -> packet.payload(Header.TCP);
            case UDP_PAYLOAD -> packet.payload(Header.UDP);
            case IIF -> orNull(packet.surroundings().iif());
            case OIF -> orNull(packet.surroundings().oif());
            case CT_STATE -> orNull(packet.surroundings().state());
            default -> throw new IllegalArgumentException(field + " is no text.");
        };
    }

    /** Whether the flag is set; a packet that cannot have it has it not. */
    static boolean flag(Field field, Packet packet) {
        return switch (field) {
            case IP_FRAG -> packet.transport().fragment();
            case IP6_HOPOPTS -> packet.transport().hopOptions();
            case IP6_ROUTING -> packet.transport().routing();
            case IP6_FRAGMENT -> packet.version() == 6 && packet.transport().fragment();
            case IP6_DSTOPTS -> packet.transport().destinationOptions();
            // RFC 9293, section 3.1, from the lowest bit on; RFC 3168 for the upper two.
            case TCP_FLAGS_FIN -> tcpFlag(packet, 0);
            case TCP_FLAGS_SYN -> tcpFlag(packet, 1);
            case TCP_FLAGS_RESET -> tcpFlag(packet, 2);
            case TCP_FLAGS_PUSH -> tcpFlag(packet, 3);
            case TCP_FLAGS_ACK -> tcpFlag(packet, 4);
            case TCP_FLAGS_URG -> tcpFlag(packet, 5);
            case TCP_FLAGS_ECN -> tcpFlag(packet, 6);
            case TCP_FLAGS_CWR -> tcpFlag(packet, 7);
            default -> throw new IllegalArgumentException(field + " is no flag.");
        };
    }

    private static boolean tcpFlag(Packet packet, int bit) {
        long flags = number(Field.TCP_FLAGS, packet);
        return flags != Packet.MISSING && ((flags >> bit) & 1) != 0;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
