package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sip                                                       | [sip]
                    not ip.src in $ipsum                                      | [not ip.src in $ipsum]
                    ip.src in $ipsum and tcp.dstport in {22 23}               | [ip.src in $ipsum] [tcp.dstport in {22 23}]
                    sip or dns                                                | [sip, dns]
                    (sip or not dns) and ip.frag and (iif == "a" or iif == "b") | [sip, not dns] [ip.frag] [iif == "a", iif == "b"]
                    """)
    void whatCanBeBuiltByDraggingHasBlocksAndComesBackTheSame(String text, String blocks) {
        Blocks found = Blocks.of(tree(text)).orElseThrow();
        assertThat(found.blocks().stream()
                        .map(block -> block.alternatives().stream()
                                .map(Expressions::print)
                                .collect(Collectors.joining(", ", "[", "]")))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(blocks);
        assertThat(found.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip xor dns",
                "not (sip or dns)",
                "not not sip",
                "sip or dns and ip.frag",
                "sip and (dns or ip.frag and ip.len > 1)",
                "sip and (dns xor ip.frag)"
            })
    void anythingElseStaysText(String text) {
        assertThat(Blocks.of(tree(text))).isEmpty();
    }

    @Test
    void noBlocksAreEveryPacketAndABlockIsNeverEmpty() {
        assertThat(new Blocks(List.of()).text()).isEmpty();
        assertThatThrownBy(() -> new Blocks.Block(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Blocks.Block(List.of(tree("sip or dns"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Conditions of every kind, which random blocks are built of. */
    private static final List<String> CONDITIONS = List.of(
            "ip.src == 192.0.2.1",
            "ip.dst in {10.0.0.0/8 ::1..::9}",
            "ip.src in $list",
            "ip.src in {@nets 10.0.0.1}",
            "tcp.dstport == @port",
            "tcp.dstport in {22 80..443}",
            "udp.srcport & 3",
            "tcp.flags.syn",
            "sip",
            "ip.proto != \"tcp\"",
            "tcp.payload contains \"or \\\" and\"",
            "tcp.payload matches \"^(a|b) [\"x]\\d\"",
            "udp.payload starts_with \"\\x00(\"",
            "bit_slice(tcp, 0, 16) >= 80",
            "rate(ip.src, 100, 10)",
            "ip.len in {}");

    @Test
    void anyBlocksComeBackAsTheSameBlocks() {
        Random random = new Random(3);
        for (int run = 0; run < 2_000; run++) {
            List<Blocks.Block> blocks = new ArrayList<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                List<Expression> alternatives = new ArrayList<>();
                for (int j = random.nextInt(1, 4); j > 0; j--) {
                    String not = random.nextInt(3) == 0 ? "not " : "";
                    alternatives.add(tree(not + CONDITIONS.get(random.nextInt(CONDITIONS.size()))));
                }
                blocks.add(new Blocks.Block(alternatives));
            }
            String text = new Blocks(blocks).text();
            Blocks again = Blocks.of(tree(text)).orElseThrow();
            assertThat(again.text()).isEqualTo(text);
            assertThat(again.blocks().stream()
                            .map(block -> printed(block.alternatives()))
                            .toList())
                    .as(text)
                    .isEqualTo(blocks.stream()
                            .map(block -> printed(block.alternatives()))
                            .toList());
        }
    }

    /** Whatever the shape: there are blocks that mean the same, or a reason why there are none, never both. */
    @Test
    void everyExpressionHasBlocksOrSaysWhyNot() {
        Random random = new Random(4);
        int have = 0;
        for (int run = 0; run < 2_000; run++) {
            Expression expression = tree(any(random, 3));
            Optional<Blocks> blocks = Blocks.of(expression);
            assertThat(Blocks.obstacle(expression).isPresent()).isEqualTo(blocks.isEmpty());
            blocks.ifPresent(
                    found -> assertThat(Expressions.tree(tree(found.text()))).isEqualTo(Expressions.tree(expression)));
            have += blocks.isPresent() ? 1 : 0;
        }
        assertThat(have).isBetween(200, 1_800);
    }

    private static String any(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        }
        return switch (random.nextInt(5)) {
            case 0 -> "not (" + any(random, depth - 1) + ")";
            case 1 -> "(" + any(random, depth - 1) + " or " + any(random, depth - 1) + ")";
            case 2 -> "(" + any(random, depth - 1) + " xor " + any(random, depth - 1) + ")";
            default -> "(" + any(random, depth - 1) + " and " + any(random, depth - 1) + ")";
        };
    }

    private static List<String> printed(List<Expression> expressions) {
        return expressions.stream().map(Expressions::print).toList();
    }

    private static Expression tree(String text) {
        return ((Parsed.Valid) Expressions.parse(text)).expression();
    }
}
