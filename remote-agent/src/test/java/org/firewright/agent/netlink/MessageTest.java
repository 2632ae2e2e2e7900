package org.firewright.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    /** The header of the request that an error repeats: 256 bytes long. */
    private static final String REPEATED = "00010000060a010c0300000000000000";

    @Test
    void messagesStandOneBehindTheOther() throws Exception {
        List<Message> messages = Message.read(
                Bytes.hex("14000000000a02000500000000000000" + "02000000" + "10000000030002000500000000000000"));

        assertThat(messages).extracting(Message::type).containsExactly(0x0A00, Message.DONE);
        assertThat(messages.getFirst().header(0)).isEqualTo(2);
        assertThat(messages.getFirst().sequence()).isEqualTo(5);
    }

    @Test
    void acknowledgementIsAnErrorOfZero() throws Exception {
        KernelError error = error("0100", "00000000" + REPEATED);

        assertThat(error).isEqualTo(new KernelError(3, 0, 0, ""));
    }

    @Test
    void extendedErrorTellsOffsetAndText() throws Exception {
        KernelError error = error("0300", "feffffff" + REPEATED + "0800020094000000" + "0800010068690000");

        assertThat(error).isEqualTo(new KernelError(3, 2, 0x94, "hi"));
    }

    @Test
    void errorThatRepeatsTheWholeRequestIsReadBehindIt() throws Exception {
        String request = "18000000060a010c0300000000000000" + "ffffffffffffffff";

        KernelError error = error("0200", "feffffff" + request + "0800020010000000");

        assertThat(error).isEqualTo(new KernelError(3, 2, 16, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0f000000020000000300000000000000", // shorter than a header
                "11000000020000000300000000000000", // longer than what there is
                "ffffffff020000000300000000000000",
                "1000000002000000030000000000000000"
            })
    void wrongLengthsAreRefused(String hex) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Message.read(Bytes.hex(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feffffff", "00000080" + REPEATED, "01000000" + REPEATED})
    void errorsCutShortOrWithImpossibleNumbersAreRefused(String content) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> error("0000", content));
    }

    /** An error message of sequence 3; flags as four hexadecimal digits, upper byte first. */
    private static KernelError error(String flags, String content) throws MalformedMessageException {
        Bytes length = Bytes.of((byte) (16 + content.length() / 2), (byte) 0, (byte) 0, (byte) 0);
        String header = length.toHex() + "0200" + flags.substring(2) + flags.substring(0, 2) + "0300000000000000";
        return Message.read(Bytes.hex(header + content)).getFirst().error();
    }
}
