package org.firewright.test.conformance;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.simulate.PacketForm;

/** Packets that a kernel lets in, plain and odd, with values near those that the policies ask for. */
final class PacketGenerator {
    private static final int HOP_OPTIONS = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT_HEADER = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final byte EXPERIMENTAL = 0x1e;
    private static final List<Integer> PROTOCOLS = List.of(
            Protocols.TCP, Protocols.TCP, Protocols.TCP, Protocols.UDP, Protocols.UDP, 1, 58, 47, 50, 51, 132, 253, 59);

    private final RandomGenerator random;

    PacketGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** Any packet: plain, with options or extension headers, a first or later fragment, cut anywhere behind its header. */
    byte[] next() {
        byte[] packet = marked(plain());
        packet = switch (random.nextInt(6)) {
            case 0, 1 -> isV4(packet) ? withOptions(packet) : withExtensions(packet);
            case 2 -> fragment(packet);
            case 3 -> isV4(packet) ? fragment(withOptions(packet)) : withExtensions(fragment(packet));
            default -> packet;
        };
        return random.nextInt(4) == 0 ? cut(packet) : random.nextInt(8) == 0 ? padded(packet) : packet;
    }

    /** With bytes behind its end, as Ethernet fills up short frames; they are no part of the packet. */
    private byte[] padded(byte[] packet) {
        byte[] padding = new byte[random.nextInt(1, 47)];
        random.nextBytes(padding);
        byte[] longer = Arrays.copyOf(packet, packet.length + padding.length);
        System.arraycopy(padding, 0, longer, packet.length, padding.length);
        return longer;
    }

    /** Traffic class and ECN bits are set to anything. */
    private byte[] marked(byte[] packet) {
        if (random.nextBoolean()) {
            return packet;
        }
        int mark = random.nextInt(256);
        if (isV4(packet)) {
            packet[1] = (byte) mark;
            return v4(packet);
        }
        packet[0] = (byte) (0x60 | mark >>> 4);
        packet[1] = (byte) (mark << 4);
        return packet;
    }

    private byte[] fragment(byte[] packet) {
        int offset = random.nextBoolean() ? 0 : random.nextInt(1, 0x1000);
        boolean more = offset == 0 || random.nextBoolean();
        return isV4(packet) ? fragment(packet, offset, more) : withFragmentHeader(packet, offset, more);
    }

    /** Up to four of them, hop-by-hop options only in front, as the kernel demands. */
    private byte[] withExtensions(byte[] packet) {
        byte[] longer = packet;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            longer = switch (random.nextInt(4)) {
                case 0 -> withExtension(longer, ROUTING);
                case 1 -> withFragmentHeader(longer, 0, random.nextBoolean());
                case 2 -> random.nextInt(4) == 0 ? withExtension(longer, AUTHENTICATION) : longer;
                default -> withExtension(longer, DESTINATION_OPTIONS);
            };
        }
        return random.nextInt(3) == 0 ? withExtension(longer, HOP_OPTIONS) : longer;
    }

    private byte[] plain() {
        boolean v6 = random.nextInt(5) < 2;
        IpAddress source = Pool.address(random, v6);
        IpAddress destination = Pool.address(random, v6);
        int protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
        // Where no header of ours follows, the payload stands in its place and must not be too short for ports.
        byte[] payload = random.nextBoolean() ? Pool.payload(random) : new byte[4 + random.nextInt(20)];
        if (payload.length < 4 || random.nextInt(3) == 0) {
            payload = new byte[4 + random.nextInt(20)];
            random.nextBytes(payload);
        }
        return new PacketForm(
                        source,
                        destination,
                        protocol,
                        Pool.port(random),
                        Pool.port(random),
                        random.nextBoolean() ? Pool.pick(random, Pool.FLAGS) : random.nextInt(256),
                        random.nextInt(1, 256),
                        payload)
                .bytes();
    }

    private static boolean isV4(byte[] packet) {
        return packet[0] >>> 4 == 4;
    }

    /** No-operation options (RFC 791) up to the header's greatest length. */
    private byte[] withOptions(byte[] packet) {
        int words = random.nextInt(1, 11);
        byte[] longer = insert(packet, 20, 4 * words);
        Arrays.fill(longer, 20, 20 + 4 * words, (byte) 1);
        longer[20] = (byte) (random.nextBoolean() ? 1 : random.nextInt(256));
        longer[0] += (byte) words;
        return v4(longer);
    }

    private static byte[] fragment(byte[] packet, int offset, boolean more) {
        ByteBuffer.wrap(packet).putShort(6, (short) (offset | (more ? 0x2000 : 0)));
        return v4(packet);
    }

    /** Hop-by-hop or destination options with an experimental one that all skip (RFC 8200, 4.2; RFC 4727, 3.3). */
    private byte[] withExtension(byte[] packet, int type) {
        int units = random.nextInt(1, 4);
        byte[] longer = insert(packet, 40, 8 * units);
        longer[40] = longer[6];
        longer[41] = (byte) (units - 1);
        longer[42] = EXPERIMENTAL;
        longer[43] = (byte) (8 * units - 4);
        longer[6] = (byte) type;
        return v6(longer);
    }

    private static byte[] withFragmentHeader(byte[] packet, int offset, boolean more) {
        byte[] longer = insert(packet, 40, 8);
        longer[40] = longer[6];
        longer[6] = FRAGMENT_HEADER;
        ByteBuffer.wrap(longer).putShort(42, (short) (offset << 3 | (more ? 1 : 0)));
        return v6(longer);
    }

    /** Ends somewhere behind the IP header. */
    private byte[] cut(byte[] packet) {
        int header = isV4(packet) ? 4 * (packet[0] & 0xf) : 40;
        // The kernel refuses hop-by-hop options that are not whole before any rule sees them.
        int least = !isV4(packet) && packet[6] == 0 ? 48 + 8 * (packet[41] & 0xff) : header;
        byte[] shorter = Arrays.copyOf(packet, random.nextInt(least, packet.length + 1));
        return isV4(shorter) ? v4(shorter) : v6(shorter);
    }

    private static byte[] insert(byte[] packet, int at, int length) {
        byte[] longer = new byte[packet.length + length];
        System.arraycopy(packet, 0, longer, 0, at);
        System.arraycopy(packet, at, longer, at + length, packet.length - at);
        return longer;
    }

    private static byte[] v4(byte[] packet) {
        ByteBuffer header = ByteBuffer.wrap(packet);
        header.putShort(2, (short) packet.length).putShort(10, (short) 0);
        int sum = 0;
        for (int i = 0; i < 4 * (packet[0] & 0xf); i += 2) {
            sum += header.getChar(i);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = (sum & 0xffff) + (sum >>> 16);
        header.putShort(10, (short) ~sum);
        return packet;
    }

    private static byte[] v6(byte[] packet) {
        ByteBuffer.wrap(packet).putShort(4, (short) (packet.length - 40));
        return packet;
    }
}
