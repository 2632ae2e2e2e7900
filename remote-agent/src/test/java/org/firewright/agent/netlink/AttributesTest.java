package org.firewright.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    @Test
    void valuesAreReadByType() throws Exception {
        Attributes in = read("05000100ff000000" + "08000200fffffffe" + "0c000300ffffffffffffffff" + "0800040068690000");

        assertThat(in.size()).isEqualTo(4);
        assertThat(in.get(1).u8()).isEqualTo(255);
        assertThat(in.get(2).u32()).isEqualTo(4_294_967_294L);
        assertThat(in.get(2).i32()).isEqualTo(-2);
        assertThat(in.get(3).u64()).isEqualTo(-1);
        assertThat(in.get(4).text()).isEqualTo("hi");
        assertThat(in.find(5)).isNull();
    }

    @Test
    void flagsInTheTypeAreLeftOut() throws Exception {
        Attributes in = read("0c000280" + "08000140" + "00000007");

        assertThat(in.get(2).nested().get(1).i32()).isEqualTo(7);
    }

    @Test
    void lastAttributeNeedsNoPadding() throws Exception {
        assertThat(read("05000100ff").get(1).u8()).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000100", // shorter than its own header
                "03000100",
                "ffff010000000000", // longer than what there is
                "09000100ff000000",
                "05000100ff00000001", // a byte too many behind the padding
                "0400"
            })
    void wrongLengthsAreRefused(String hex) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> read(hex));
    }

    @Test
    void numbersOfTheWrongLengthAreRefused() throws Exception {
        Attributes in = read("06000100ffff0000");

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> in.get(1).i32())
                .withMessageContaining("2 bytes instead of 4");
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> in.get(2));
    }

    @Test
    void nestingHasABound() {
        MessageWriter out = new MessageWriter();
        deep(out, 40);
        Bytes bytes = out.toBytes();

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> {
                    Attributes in = Attributes.read(bytes);
                    while (true) {
                        in = in.get(1).nested();
                    }
                })
                .withMessageContaining("deeper than 16");
    }

    @Test
    void onlyTellsWhatIsUnknownOrTwice() throws Exception {
        Attributes in = read("0400010004000200");

        assertThat(in.only(1, 2, 3)).isTrue();
        assertThat(in.only(1)).isFalse();
        assertThat(read("0400010004000100").only(1)).isFalse();
    }

    private static void deep(MessageWriter out, int levels) {
        out.nest(1, () -> {
            if (levels > 0) {
                deep(out, levels - 1);
            }
        });
    }

    private static Attributes read(String hex) throws MalformedMessageException {
        return Attributes.read(Bytes.hex(hex));
    }
}
