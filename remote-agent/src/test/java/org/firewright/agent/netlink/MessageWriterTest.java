package org.firewright.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
    @Test
    void lengthsArePatchedAndContentIsPadded() {
        MessageWriter out = new MessageWriter();
        out.message(
                0x0A06,
                0x0C01,
                7,
                () -> out.raw((byte) 1, (byte) 0, (byte) 0, (byte) 0)
                        .nest(4, () -> out.u8(1, 0xAB).text(2, "cmp")));

        assertThat(out.toBytes().toHex())
                .isEqualTo("28000000" + "060a" + "010c" + "07000000" + "00000000" // header, host order
                        + "01000000" // the family's header
                        + "14000480" // nest of 20 bytes
                        + "05000100" + "ab000000" // padded to four
                        + "08000200" + "636d7000");
    }

    @Test
    void numbersAreBigEndian() {
        MessageWriter out = new MessageWriter();
        out.message(0, 0, 0, () -> out.u16(1, 0x1234).u32(2, 0x12345678).u64(3, 0x123456789ABCDEF0L));

        assertThat(out.toBytes().slice(16, 44).toHex())
                .isEqualTo("06000100" + "12340000" + "08000200" + "12345678" + "0c000300" + "123456789abcdef0");
    }

    @Test
    void offsetsCountFromTheMessagesStart() {
        MessageWriter out = new MessageWriter();
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            out.message(0, 0, i, () -> {
                out.u32(1, 0);
                offsets.add(out.offset());
                out.u32(1, 0);
            });
        }

        assertThat(offsets).containsExactly(24, 24);
        assertThat(out.length()).isEqualTo(64);
    }

    @Test
    void flagsAreAddedToTheLastMessage() throws Exception {
        MessageWriter out = new MessageWriter();
        out.message(1, Flags.REQUEST, 1, () -> {}).message(2, Flags.REQUEST, 2, () -> {});

        List<Message> messages = Message.read(out.addFlags(Flags.ACK).toBytes());

        assertThat(messages).extracting(Message::flags).containsExactly(1, 5);
    }

    @Test
    void attributesOf64KibAreRefusedInsteadOfCut() {
        MessageWriter out = new MessageWriter();
        Bytes half = Bytes.of(new byte[40_000]);

        assertThatIllegalStateException()
                .isThrownBy(() -> out.nest(3, () -> out.bytes(1, half).bytes(1, half)))
                .withMessageContaining("80012 bytes");
        assertThatIllegalStateException().isThrownBy(() -> out.bytes(1, Bytes.of(new byte[65_533])));
    }

    @Test
    void growsAsNeeded() {
        MessageWriter out = new MessageWriter();
        for (int i = 0; i < 1000; i++) {
            out.message(0, 0, i, () -> out.bytes(1, Bytes.of(new byte[1000])));
        }

        assertThat(out.length()).isEqualTo(1000 * (16 + 4 + 1000));
    }
}
