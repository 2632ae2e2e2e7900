package org.firewright.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.ListReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameWriterTest {
    private static final int GLOBEX = 1;
    private static final int IP = 14;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(FrameWriter.MAX_FRAME);
    private AddressRanges listed;
    private AddressRanges german;
    private FrameWriter writer;

    @BeforeEach
    void openTheLists() throws Exception {
        listed = ListReader.parse("ipsum", SampleProject.list("ipsum")).ranges();
        german = ListReader.parse("germany6", SampleProject.list("germany6")).ranges();
        SplittableRandom random = new SplittableRandom(7);
        writer = new FrameWriter(GLOBEX, new AddressPool(listed, german, random), random);
    }

    @ParameterizedTest
    @EnumSource
    void carriesATagThatIsFoundAgain(FlowClass flow) {
        int index = FlowClass.ALL.indexOf(flow);

        writer.write(flow, index, 42, frame);

        assertThat(Tag.find(frame, frame.limit())).isEqualTo(new Tag(GLOBEX, index, 42));
    }

    @ParameterizedTest
    @EnumSource
    void comesFromWhereItsKindSays(FlowClass flow) {
        for (int i = 0; i < 1_000; i++) {
            writer.write(flow, 0, i, frame);
            if (flow.v6()) {
                boolean fromGermany = german.contains(frame.getLong(IP + 8), frame.getLong(IP + 16));
                assertThat(fromGermany).isEqualTo(flow == FlowClass.GERMAN6_WEB);
            } else {
                assertThat(listed.contains(frame.getInt(IP + 12)))
                        .isEqualTo(flow.name().startsWith("LISTED"));
            }
        }
    }

    /** By the sum that receivers make (RFC 1071): over all of it, checksum included, it comes out as all ones. */
    @ParameterizedTest
    @EnumSource
    void hasRightChecksums(FlowClass flow) {
        for (int i = 0; i < 1_000; i++) {
            writer.write(flow, 0, i, frame);
            byte[] bytes = new byte[frame.remaining()];
            frame.get(0, bytes);
            int ipLength = flow.v6() ? 40 : 20;
            int protocol = bytes[IP + (flow.v6() ? 6 : 9)] & 0xff;
            int payload = bytes.length - IP - ipLength;
            long sum = onesComplement(bytes, IP + ipLength, bytes.length);
            if (protocol != 1) {
                sum += onesComplement(bytes, IP + (flow.v6() ? 8 : 12), IP + ipLength) + protocol + payload;
            }
            assertThat(foldAll(sum)).isEqualTo(0xffff);
            if (!flow.v6()) {
                assertThat(foldAll(onesComplement(bytes, IP, IP + 20))).isEqualTo(0xffff);
            }
        }
    }

    @Test
    void goesToTheCustomersServers() throws Exception {
        writer.write(FlowClass.OTHER_WEB, 0, 1, frame);
        assertThat(address(IP + 16, 4).getHostAddress()).startsWith("192.0.2.");
        assertThat(frame.get(IP + 19) & 0xff).isBetween(65, 126);

        writer.write(FlowClass.OTHER6_WEB, 0, 1, frame);
        assertThat(address(IP + 24, 16).getHostAddress()).startsWith("2001:db8:2:100:0:0:0:");
    }

    @Test
    void takesNoFrameOfOthersForItsOwn() {
        writer.write(FlowClass.OTHER_WEB, 0, 1, frame);
        int length = frame.limit();

        assertThat(Tag.find(frame, length - 1)).as("cut short").isNull();
        assertThat(Tag.find(frame, 10)).as("nearly nothing").isNull();
        assertThat(Tag.find(frame.duplicate().put(length - Tag.LENGTH, (byte) 0), length))
                .as("no magic")
                .isNull();
        writer.write(FlowClass.OTHER_WEB, 99, 1, frame);
        assertThat(Tag.find(frame, frame.limit()))
                .as("a kind that there is not")
                .isNull();
    }

    private InetAddress address(int start, int length) throws Exception {
        byte[] bytes = new byte[length];
        frame.get(start, bytes);
        return InetAddress.getByAddress(bytes);
    }

    private static long onesComplement(byte[] bytes, int start, int end) {
        long sum = 0;
        for (int i = start; i < end; i += 2) {
            sum += ((bytes[i] & 0xff) << 8) + (bytes[i + 1] & 0xff);
        }
        return sum;
    }

    private static long foldAll(long sum) {
        long rest = sum % 0xffff; // what folding comes to
        return rest == 0 ? 0xffff : rest;
    }
}
