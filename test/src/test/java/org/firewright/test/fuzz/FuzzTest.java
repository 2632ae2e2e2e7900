package org.firewright.test.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Thousands of mutations of good inputs, the same ones each time; for new ones there is {@code test/fuzz}. */
class FuzzTest {
    private static final int RUNS = 20_000;
    private static final List<String> EXPRESSIONS = List.of(
            "ip.src in {10.0.0.0/8 1.1.1.1..2.2.2.2 ::1} and not tcp.dstport in {22 0x50..0443}",
            "(sip xor dns) && bit_slice(tcp, 0, 16) & 0x12 || rate(ip.src, 100, 10)",
            "udp.payload contains r#\"a\"b\"# or tcp.payload matches \"^GET\\x20\" or 01:02",
            "!(!(!(!(ip.proto == \"tcp\")))) and ip.src in $list.name");

    @Test
    void mutatedExpressionsAreReadOrRefused() {
        for (String seed : EXPRESSIONS) {
            mutate(seed.getBytes(StandardCharsets.UTF_8), ExpressionFuzz::fuzzerTestOneInput);
        }
    }

    @Test
    void mutatedProjectsAreReadOrRefused() throws IOException {
        try (InputStream sample = getClass().getResourceAsStream("/sample/firewright.yaml")) {
            mutate(sample.readAllBytes(), ProjectFuzz::fuzzerTestOneInput);
        }
    }

    private static void mutate(byte[] seed, Consumer<byte[]> target) {
        Random random = new Random(seed.length);
        for (int run = 0; run < RUNS / 4; run++) {
            byte[] bytes = seed.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int at = random.nextInt(bytes.length);
                int from = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(12), bytes.length - Math.max(at, from));
                switch (random.nextInt(3)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] = bytes[from];
                    default -> System.arraycopy(seed, from, bytes, at, length);
                }
            }
            assertThatCode(() -> target.accept(bytes))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .doesNotThrowAnyException();
        }
    }
}
