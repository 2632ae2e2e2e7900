package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    private static Expression tree(String text) {
        return ((Parsed.Valid) Expressions.parse(text)).expression();
    }
}
