package org.firewright.simulate;

import java.nio.ByteBuffer;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;

/**
 * A packet as one would fill in a form: no options, no fragments, right lengths and checksums.
 *
 * @param source its family is the packet's
 * @param destination of the same family
 * @param protocol the transport protocol's number
 * @param first source port, or type of an ICMP message; left out for other protocols
 * @param second destination port, or code of an ICMP message
 * @param tcpFlags the byte of TCP flags
 * @param hops time to live, or hop limit
 * @param payload what stands behind the transport header; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of one packet, made and used in one place
public record PacketForm(
        IpAddress source,
        IpAddress destination,
        int protocol,
        int first,
        int second,
        int tcpFlags,
        int hops,
        byte[] payload) {
    private static final int SYN = 2;
    private static final int DEFAULT_HOPS = 64;

    /** Throws IllegalArgumentException when the addresses are of different families. */
    public PacketForm {
        if (source.v6() != destination.v6()) {
            throw new IllegalArgumentException(
                    source.text() + " and " + destination.text() + " cannot be in one packet.");
        }
    }

    /** A SYN, a datagram or a message without payload. */
    public static PacketForm of(IpAddress source, IpAddress destination, int protocol, int first, int second) {
        return new PacketForm(source, destination, protocol, first, second, SYN, DEFAULT_HOPS, new byte[0]);
    }

    /** The packet's bytes from the IP header on. */
    public byte[] bytes() {
        int header = source.v6() ? 40 : 20;
        int length = transportLength() + payload.length;
        ByteBuffer packet = ByteBuffer.allocate(header + length);
        if (source.v6()) {
            // RFC 8200, section 3.
            packet.putInt(0x60000000).putShort((short) length);
            packet.put((byte) protocol).put((byte) hops);
            put(packet, source);
            put(packet, destination);
        } else {
            // RFC 791, section 3.1.
            packet.putShort((short) 0x4500).putShort((short) (header + length)).putInt(0);
            packet.put((byte) hops).put((byte) protocol).putShort((short) 0);
            put(packet, source);
            put(packet, destination);
            packet.putShort(10, checksum(packet, 0, header, 0));
        }
        putTransport(packet);
        packet.put(payload);
        int at = checksumAt();
        if (at >= 0) {
            short sum = checksum(packet, header, header + length, pseudoHeader(packet, length));
            // Zero would say of UDP that there is no checksum (RFC 768).
            packet.putShort(header + at, sum == 0 && protocol == Protocols.UDP ? -1 : sum);
        }
        return packet.array();
    }

    private boolean isIcmp() {
        return protocol == (source.v6() ? Protocols.ICMPV6 : Protocols.ICMP);
    }

    private int transportLength() {
        return protocol == Protocols.TCP ? 20 : protocol == Protocols.UDP || isIcmp() ? 8 : 0;
    }

    private int checksumAt() {
        return protocol == Protocols.TCP ? 16 : protocol == Protocols.UDP ? 6 : isIcmp() ? 2 : -1;
    }

    private void putTransport(ByteBuffer packet) {
        if (protocol == Protocols.TCP) {
            packet.putShort((short) first).putShort((short) second).putLong(0);
            packet.put((byte) 0x50)
                    .put((byte) tcpFlags)
                    .putShort((short) 0xffff)
                    .putInt(0);
        } else if (protocol == Protocols.UDP) {
            packet.putShort((short) first).putShort((short) second);
            packet.putShort((short) (8 + payload.length)).putShort((short) 0);
        } else if (isIcmp()) {
            packet.put((byte) first).put((byte) second).putShort((short) 0).putInt(0);
        }
    }

    private static void put(ByteBuffer packet, IpAddress address) {
        if (address.v6()) {
            packet.putLong(address.upper()).putLong(address.lower());
        } else {
            packet.putInt((int) address.lower());
        }
    }

    /** What addresses, protocol and length add to the checksum; nothing for ICMP of IPv4. */
    private int pseudoHeader(ByteBuffer packet, int length) {
        if (protocol == Protocols.ICMP) {
            return 0;
        }
        int start = source.v6() ? 8 : 12;
        int end = source.v6() ? 40 : 20;
        return sum(packet, start, end) + protocol + length;
    }

    /** RFC 1071. */
    private static short checksum(ByteBuffer packet, int start, int end, int initial) {
        int sum = initial + sum(packet, start, end);
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }

    private static int sum(ByteBuffer packet, int start, int end) {
        int sum = 0;
        for (int i = start; i + 1 < end; i += 2) {
            sum += packet.getChar(i);
        }
        return (end - start) % 2 == 0 ? sum : sum + ((packet.get(end - 1) & 0xff) << 8);
    }
}
