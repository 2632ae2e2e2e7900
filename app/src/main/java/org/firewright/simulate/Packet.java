package org.firewright.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.firewright.expression.ExtensionHeaders;
import org.firewright.expression.Header;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;

/**
 * A packet from its IP header on, with its headers found. Any bytes are a packet; what they lack is missing. Numbers
 * are unsigned, {@link #MISSING} where the packet has no such value.
 */
public final class Packet {
    /** Stands for a number that the packet does not have. */
    public static final long MISSING = -1;

    private static final int V4_HEADER = 20;
    /** Of a transport header that has fewer bytes than that, nothing is told. */
    private static final int LEAST_TRANSPORT = 4;

    private final byte[] bytes;
    private final Surroundings surroundings;
    private final int version;
    private final Transport transport;

    // What rules ask for again and again.
    private final IpAddress source;
    private final IpAddress destination;
    private final String protocol;
    private final long sourcePort;
    private final long destinationPort;

    /**
     * What is known of a packet beside its bytes.
     *
     * @param iif name of the interface that it came in by, empty where there is none
     * @param oif name of the interface that it leaves by, empty where there is none
     * @param state state of its connection, as in {@code ct.state}; empty where none is tracked
     */
    public record Surroundings(String iif, String oif, String state) {
        /** Nothing is known. */
        public static final Surroundings NONE = new Surroundings("", "", "");
    }

    private Packet(byte[] bytes, Surroundings surroundings) {
        this.bytes = bytes.clone();
        this.surroundings = surroundings;
        int nibble = bytes.length > 0 ? (bytes[0] & 0xff) >> 4 : 0;
        boolean whole = nibble == 4 ? bytes.length >= V4_HEADER : nibble == 6 && bytes.length >= Ipv6Headers.LENGTH;
        this.version = whole ? nibble : 0;
        this.transport = switch (version) {
            case 4 -> ofIpv4();
            case 6 -> Ipv6Headers.find(this.bytes);
            default -> Transport.NONE;
        };
        this.source = address(12, 8);
        this.destination = address(16, 24);
        this.protocol = transport.protocol() < 0 ? null : Protocols.name(transport.protocol());
        boolean ports = !transport.later() && transport.offset() + LEAST_TRANSPORT <= this.bytes.length;
        this.sourcePort = ports ? bits(8 * transport.offset(), 16) : MISSING;
        this.destinationPort = ports ? bits(8 * transport.offset() + 16, 16) : MISSING;
    }

    /** The packet whose bytes begin with its IP header. */
    public static Packet of(byte[] bytes, Surroundings surroundings) {
        return new Packet(Arrays.copyOf(bytes, length(bytes)), surroundings);
    }

    /**
     * The packet as a router sends it on: its time to live is one less, and an IPv4 header's checksum is of that. Empty
     * where it may live no longer, and where it is no IP packet.
     */
    Optional<Packet> forwarded() {
        int at = version == 4 ? 8 : 7; // RFC 791, section 3.1; RFC 8200, section 3
        if (version == 0 || (bytes[at] & 0xff) <= 1) {
            return Optional.empty();
        }
        byte[] sent = bytes.clone();
        sent[at]--;
        if (version == 4) {
            // RFC 1624, as ip_decrease_ttl in the kernel's net/ip.h has it.
            int checksum = (sent[10] & 0xff) << 8 | (sent[11] & 0xff);
            checksum += 0x100;
            checksum += checksum >= 0xffff ? 1 : 0;
            sent[10] = (byte) (checksum >>> 8);
            sent[11] = (byte) checksum;
        }
        return Optional.of(new Packet(sent, surroundings));
    }

    /** What is known of it beside its bytes. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** 4 or 6, 0 for what is neither. */
    public int version() {
        return version;
    }

    /** The transport protocol and where its header is. */
    Transport transport() {
        return transport;
    }

    /** The source address, or null. */
    public IpAddress source() {
        return source;
    }

    /** The destination address, or null. */
    public IpAddress destination() {
        return destination;
    }

    /** The transport protocol's name, or null. */
    String protocol() {
        return protocol;
    }

    /** The source port of a packet of this protocol. */
    long sourcePort(Header header) {
        return isOf(header) ? sourcePort : MISSING;
    }

    /** The destination port of a packet of this protocol. */
    long destinationPort(Header header) {
        return isOf(header) ? destinationPort : MISSING;
    }

    /** Where TCP and UDP have their destination port, whatever the protocol is. */
    long destinationPort() {
        return destinationPort;
    }

    /** Bits of the packet itself, at most 32, counted from its first one. */
    long bits(int start, int count) {
        if ((long) start + count > bytes.length * 8L) {
            return MISSING;
        }
        long value = 0;
        for (int i = start / 8; i <= (start + count - 1) / 8; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        int behind = (8 - (start + count) % 8) % 8;
        return (value >>> behind) & ((1L << count) - 1);
    }

    /** Bits of a header, at most 32, counted from the header's first one. */
    public long bits(Header header, int start, int count) {
        int at = offset(header);
        return at < 0 ? MISSING : bits(8 * at + start, count);
    }

    /** A number of whole bytes of a header: one, two or four. */
    long number(Header header, int offset, int length) {
        return bits(header, 8 * offset, 8 * length);
    }

    /** What stands behind a header of fixed length or, for TCP, of the length that it tells; null where there is none. */
    String payload(Header header) {
        int at = offset(header);
        long length = header == Header.TCP ? bits(header, 96, 4) * 4 : 8;
        if (at < 0 || length < 8 || at + length > bytes.length) {
            return null;
        }
        int start = at + (int) length;
        return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }

    /** How many bytes it has. */
    int length() {
        return bytes.length;
    }

    private int offset(Header header) {
        if (header == Header.IP) {
            return version == 0 ? -1 : 0;
        }
        boolean there = transport.offset() + LEAST_TRANSPORT <= bytes.length;
        return isOf(header) && !transport.later() && there ? transport.offset() : -1;
    }

    private boolean isOf(Header header) {
        return transport.protocol()
                == switch (header) {
                    case TCP -> Protocols.TCP;
                    case UDP -> Protocols.UDP;
                    case ICMP -> version == 4 ? Protocols.ICMP : Protocols.ICMPV6;
                    case IP -> throw new IllegalArgumentException("The IP header is no transport header.");
                };
    }

    /** Bytes behind the length that the IP header tells are padding of the link, as the kernel sees it. */
    private static int length(byte[] bytes) {
        int nibble = bytes.length > 0 ? (bytes[0] & 0xff) >> 4 : 0;
        if (nibble == 4 && bytes.length >= V4_HEADER) {
            return Math.min(bytes.length, Math.max(V4_HEADER, (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff)));
        }
        if (nibble == 6 && bytes.length >= Ipv6Headers.LENGTH) {
            int behind = (bytes[4] & 0xff) << 8 | (bytes[5] & 0xff);
            boolean jumbo = behind == 0 && bytes[6] == ExtensionHeaders.HOP_OPTIONS; // RFC 2675
            return jumbo ? bytes.length : Math.min(bytes.length, Ipv6Headers.LENGTH + behind);
        }
        return bytes.length;
    }

    private IpAddress address(int v4Offset, int v6Offset) {
        return switch (version) {
            case 4 -> IpAddress.v4((int) bits(8 * v4Offset, 32));
            case 6 -> new IpAddress(true, word(v6Offset), word(v6Offset + 8));
            default -> null;
        };
    }

    private long word(int at) {
        return (bits(8 * at, 32) << 32) | bits(8 * at + 32, 32);
    }

    private Transport ofIpv4() {
        int offset = 4 * (bytes[0] & 0xf);
        // RFC 791, section 3.1: three flags, then 13 bits of offset.
        boolean more = (bytes[6] & 0x20) != 0;
        boolean later = bits(51, 13) != 0;
        return new Transport(bytes[9] & 0xff, offset, later, more || later, false, false, false);
    }
}
