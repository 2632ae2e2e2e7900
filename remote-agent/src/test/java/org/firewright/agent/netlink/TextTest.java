package org.firewright.agent.netlink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "66c3bc72, für, für",
        "61ff62, a\uF7FFb, a\\xffb",
        "c3, \uF7C3, \\xc3",
        "e282, \uF7E2\uF782, \\xe2\\x82",
        "f09f9880, \uD83D\uDE00, \uD83D\uDE00",
        "c080, \uF7C0\uF780, \\xc0\\x80",
        "efbfbd, \uFFFD, \uFFFD",
        "ef9fbf, \uF7EF\uF79F\uF7BF, \\xef\\x9f\\xbf",
    })
    void bytesThatAreNoCharacterAreKept(String hex, String text, String shown) {
        byte[] bytes = Bytes.hex(hex).toArray();
        assertThat(Text.of(bytes, 0, bytes.length)).isEqualTo(text);
        assertThat(Text.bytes(text)).isEqualTo(bytes);
        assertThat(Text.shown(text)).isEqualTo(shown);
    }

    @Test
    void everyNameHasItsOwnText() {
        Random random = new Random(1);
        Set<Bytes> names = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] name = new byte[1 + random.nextInt(6)];
            random.nextBytes(name);
            if (random.nextBoolean()) {
                name = Text.of(name, 0, name.length).getBytes(UTF_8); // characters that stand for bytes, too
            }
            String text = Text.of(name, 0, name.length);
            assertThat(Text.bytes(text)).isEqualTo(name);
            names.add(Bytes.of(name));
            texts.add(text);
        }
        assertThat(texts).hasSameSizeAs(names);
    }
}
