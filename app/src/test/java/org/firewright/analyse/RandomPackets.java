package org.firewright.analyse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.firewright.expression.IpAddress;
import org.firewright.simulate.Packet;

/** Packets of the same few values as {@link RandomPolicies} asks for: whole, fragmented, cut, with odd headers. */
final class RandomPackets {
    private static final List<String> V4 =
            List.of("10.0.0.1", "10.1.2.3", "10.1.9.9", "192.0.2.1", "127.0.0.1", "200.0.0.1");
    private static final List<String> V6 = List.of("2001:db8::1", "2001:db8::ff", "2001:db8:1::", "::", "ffff::1");
    private static final int[] PORTS = {0, 22, 24, 80, 443, 1024, 40_000, 65_535};
    private static final int[] PROTOCOLS = {6, 6, 6, 17, 17, 1, 58, 47, 0, 51};
    private static final int[] SMALL = {0, 1, 2, 4, 5, 6, 8, 18, 44, 64, 255};

    private final Random random;

    RandomPackets(Random random) {
        this.random = random;
    }

    Packet next() {
        byte[] transport = transport();
        byte[] packet = random.nextBoolean() ? v4(transport) : v6(transport);
        if (random.nextInt(8) == 0) {
            int least = packet[0] >> 4 == 4 ? 20 : 40;
            packet = Arrays.copyOf(packet, least + random.nextInt(packet.length - least + 1));
        }
        return Packet.of(
                packet,
                new Packet.Surroundings(
                        pick(List.of("", "eth0", "wan", "lo")),
                        pick(List.of("", "eth0", "lo")),
                        pick(List.of("", "new", "established"))));
    }

    private byte[] v4(byte[] transport) {
        int words = random.nextInt(5) == 0 ? 6 + random.nextInt(2) : 5;
        ByteBuffer packet = ByteBuffer.allocate(4 * words + transport.length);
        packet.put((byte) (0x40 | words)).put((byte) (pick(SMALL) << 2));
        packet.putShort((short) (random.nextInt(4) == 0 ? 20 + pick(SMALL) : packet.capacity()));
        packet.putShort((short) 0);
        packet.putShort((short) (random.nextInt(6) == 0 ? pick(new int[] {0x2000, 0x2001, 8}) : 0));
        packet.put((byte) pick(SMALL)).put((byte) pick(PROTOCOLS)).putShort((short) 0);
        packet.putInt((int) address(V4).lower()).putInt((int) address(V4).lower());
        while (packet.position() < 4 * words) {
            packet.put((byte) pick(SMALL));
        }
        return packet.put(transport).array();
    }

    private byte[] v6(byte[] transport) {
        ByteBuffer packet = ByteBuffer.allocate(40 + 32 + transport.length);
        int headers = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        int[] chain = new int[headers + 1];
        for (int i = 0; i < headers; i++) {
            chain[i] = pick(new int[] {0, 43, 44, 60});
        }
        chain[headers] = pick(PROTOCOLS);
        packet.putInt(0x60000000 | (pick(SMALL) & 63) << 22);
        packet.putShort((short) (8 * headers + transport.length))
                .put((byte) chain[0])
                .put((byte) pick(SMALL));
        for (int i = 0; i < 2; i++) {
            IpAddress address = address(V6);
            packet.putLong(address.upper()).putLong(address.lower());
        }
        for (int i = 0; i < headers; i++) {
            packet.put((byte) chain[i + 1]).put((byte) 0);
            packet.putShort((short) (chain[i] == 44 ? pick(new int[] {1, 8, 0}) : 0))
                    .putInt(0);
        }
        packet.put(transport);
        return Arrays.copyOf(packet.array(), packet.position());
    }

    private byte[] transport() {
        ByteBuffer transport = ByteBuffer.allocate(24);
        if (random.nextBoolean()) {
            transport
                    .putShort((short) pick(PORTS))
                    .putShort((short) pick(PORTS))
                    .putLong(0);
            transport
                    .put((byte) 0x50)
                    .put((byte) pick(SMALL))
                    .putShort((short) 0)
                    .putInt(0);
        } else {
            transport
                    .put((byte) pick(SMALL))
                    .put((byte) pick(SMALL))
                    .putShort((short) 0)
                    .putInt(1);
        }
        return transport.array();
    }

    private IpAddress address(List<String> texts) {
        return IpAddress.parse(pick(texts)).orElseThrow();
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
