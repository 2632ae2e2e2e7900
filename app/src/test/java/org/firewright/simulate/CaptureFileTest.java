package org.firewright.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written here by the formats' descriptions, right ones and damaged ones. */
class CaptureFileTest {
    private static final byte[] V4 = packet("192.0.2.1", "203.0.113.1");
    private static final byte[] V6 = packet("2001:db8::1", "2001:db8::2");
    private static final String MACS = "020000000001020000000002";

    @TempDir
    private Path folder;

    private static byte[] packet(String source, String destination) {
        IpAddress from = IpAddress.parse(source).orElseThrow();
        IpAddress to = IpAddress.parse(destination).orElseThrow();
        return PacketForm.of(from, to, Protocols.UDP, 1000, 53).bytes();
    }

    private List<CapturedPacket> read(byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("capture"), file);
        List<CapturedPacket> packets = new ArrayList<>();
        try (CaptureFile capture = CaptureFile.open(path)) {
            for (Optional<CapturedPacket> next = capture.next(); next.isPresent(); next = capture.next()) {
                packets.add(next.get());
            }
        }
        return packets;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(100_000);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] pcap(ByteOrder order, int magic, int linkType, byte[]... frames) {
        ByteBuffer file = ByteBuffer.allocate(100_000).order(order);
        file.putInt(magic).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        file.putInt(65_535).putInt(linkType);
        for (byte[] frame : frames) {
            file.putInt(1).putInt(2).putInt(frame.length).putInt(frame.length).put(frame);
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] block(ByteOrder order, int type, byte[] body) {
        int padded = (body.length + 3) / 4 * 4;
        ByteBuffer block = ByteBuffer.allocate(12 + padded).order(order);
        block.putInt(type).putInt(12 + padded).put(body).position(8 + padded);
        return block.putInt(12 + padded).array();
    }

    private static byte[] pcapng(ByteOrder order, int linkType, byte[] frame) {
        byte[] section = ByteBuffer.allocate(16)
                .order(order)
                .putInt(0x1a2b3c4d)
                .putInt(1)
                .putLong(-1)
                .array();
        byte[] face = ByteBuffer.allocate(8)
                .order(order)
                .putShort((short) linkType)
                .putShort((short) 0)
                .putInt(0)
                .array();
        ByteBuffer enhanced = ByteBuffer.allocate(20 + frame.length).order(order);
        enhanced.putInt(0)
                .putLong(0)
                .putInt(frame.length)
                .putInt(frame.length + 9)
                .put(frame);
        ByteBuffer simple = ByteBuffer.allocate(4 + frame.length).order(order);
        simple.putInt(frame.length).put(frame);
        return join(
                block(order, 0x0a0d0d0a, section),
                block(order, 1, face),
                block(order, 5, new byte[24]), // statistics, which nobody asks for
                block(order, 6, enhanced.array()),
                block(order, 3, simple.array()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xa1b2c3d4, 0xa1b23c4d})
    void classicFilesOfBothOrders(int magic) throws IOException {
        long nanos = magic == 0xa1b23c4d ? 1_000_000_002L : 1_000_002_000L;
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            assertThat(read(pcap(order, magic, 101, V4, V6)))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(new CapturedPacket(1, V4, false, nanos), new CapturedPacket(2, V6, false, nanos));
        }
    }

    @Test
    void pcapngOfBothOrdersAndSeveralSections() throws IOException {
        byte[] file = join(pcapng(ByteOrder.BIG_ENDIAN, 101, V6), pcapng(ByteOrder.LITTLE_ENDIAN, 228, V4));
        assertThat(read(file))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new CapturedPacket(1, V6, true, 0),
                        new CapturedPacket(2, V6, false, 0),
                        new CapturedPacket(3, V4, true, 0),
                        new CapturedPacket(4, V4, false, 0));
    }

    /** An interface tells how long the units of its times are, and what is to be added to them. */
    @ParameterizedTest
    @CsvSource({
        "'', 5, 5000",
        "0009000106000000, 1500000, 1500000000",
        "0009000109000000, 1500000001, 1500000001",
        "000900010c000000, 1500000000000, 1500000000",
        "0009000103000000, 1500, 1500000000",
        "0009000181000000, 3, 1500000000",
        "00090001a0000000, 6442450944, 1500000000",
        "0002000361626300 0009000100000000, 2, 2000000000", // behind its name
        "0009000100000000 000e00080000000000000002 00000000, 1, 3000000000",
        "00090001ff000000, 1, 0",
        "0009ffff, 7, 7000",
    })
    void timesOfAnInterface(String options, long time, long nanos) {
        ByteBuffer body = ByteBuffer.wrap(join(hex("0065000000040000"), hex(options.replace(" ", ""))));
        PcapngInterface face = PcapngInterface.of(body);
        assertThat(face.linkType()).isEqualTo(101);
        assertThat(face.nanos(time)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0200000000010200000000020800", // Ethernet
        "1, 02000000000102000000000281000005" + "0800", // a VLAN
        "1, 02000000000102000000000288a80005" + "81000006" + "0800", // a VLAN in a VLAN
        "113, 00000001000600000000000100000800", // Linux "cooked"
        "276, 0800000000000001000100060000000000010000",
        "0, 02000000",
        "108, 00000002",
        "12, ''",
        "14, ''",
        "101, ''",
        "228, ''",
    })
    void packetsOfAllLinkTypes(int linkType, String before) throws IOException {
        byte[] frame = join(hex(before), V4);
        assertThat(read(pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, linkType, frame)))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new CapturedPacket(1, V4, false, 1_000_002_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {MACS + "0806" + "0001080006040001", MACS + "08", MACS + "8100", MACS, "", MACS + "0800"})
    void framesWithoutIpAreToldApart(String frame) throws IOException {
        assertThat(read(pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 1, hex(frame))))
                .singleElement()
                .matches(packet -> !packet.ip());
    }

    @Test
    void whatIsNoCaptureIsToldWithItsPlace() {
        assertThatThrownBy(() -> read(hex("504b0304")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("capture, byte 4: it is no capture file.");
        assertThatThrownBy(() -> read(new byte[0])).hasMessageEndingWith("byte 0: it is no capture file.");
        assertThatThrownBy(() -> read(pcap(ByteOrder.BIG_ENDIAN, 0xa1b2c3d4, 105, V4)))
                .hasMessageContaining("packet 1 is of link type 105");
        byte[] whole = pcap(ByteOrder.BIG_ENDIAN, 0xa1b2c3d4, 101, V4);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
                .hasMessageEndingWith("byte 40: the file ends within a packet.");
        byte[] huge = whole.clone();
        huge[32] = 0x7f;
        assertThatThrownBy(() -> read(huge)).hasMessageContaining("a packet would have");
    }

    /** Whatever the bytes are, it ends with packets or with a sentence. */
    @Test
    void damagedFilesEndInASentence() {
        Random random = new Random(11);
        List<byte[]> whole =
                List.of(pcap(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 1, V4, V6), pcapng(ByteOrder.LITTLE_ENDIAN, 101, V4));
        int damaged = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] file = whole.get(i % 2).clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(file).size()).isLessThan(20);
            } catch (IOException e) {
                assertThat(e.getMessage()).contains("capture, byte ");
                damaged++;
            }
        }
        assertThat(damaged).isPositive();
    }
}
