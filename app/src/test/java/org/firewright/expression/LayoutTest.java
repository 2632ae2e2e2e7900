package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
    /** An expression as it was written, what it shall say, and how that is written; ¶ is a line break. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    tcp.flags  &  0x12                 ; tcp.flags & 18                       ; tcp.flags  &  0x12
                    (sip)&&(dns)                       ; sip and dns                          ; (sip)&&(dns)
                    sip&&dns                           ; sip and dns and ip.frag              ; sip&&dns&&ip.frag
                    sip¶  and tcp.flags==0x2¶  and dns ; sip and dns                          ; sip¶  and dns
                    sip¶  and tcp.flags==0x2¶  and dns ; sip and tcp.flags == 2 and ip.len > 1 ; sip¶  and tcp.flags==0x2¶  and ip.len > 1
                    sip¶  and tcp.flags==0x2           ; tcp.flags == 2 and sip               ; tcp.flags==0x2¶  and sip
                    tcp.flags==0x2                     ; tcp.flags == 2 and sip               ; tcp.flags==0x2 and sip
                    tcp.flags==0x2 && sip              ; tcp.flags == 2                       ; tcp.flags==0x2
                    (sip||dns) && tcp.flags==0x2       ; (sip or dns or ip.frag) and tcp.flags == 2 ; (sip||dns||ip.frag) && tcp.flags==0x2
                    (sip and dns) and tcp.flags==0x2   ; sip and dns and ip.frag              ; sip and dns and ip.frag
                    sip or                             ; dns                                  ; dns
                    sip                                ; not dns                              ; not dns
                    """)
    void whatHasStayedKeepsItsText(String before, String expression, String expected) {
        assertThat(Expressions.print(tree(expression), before.replace('¶', '\n')))
                .isEqualTo(expected.replace('¶', '\n'));
    }

    @Test
    void whateverIsKeptTheExpressionIsTheNewOne() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String before = random(random, 3);
            Expression now = tree(random(random, 3));
            String text = Expressions.print(now, before);
            assertThat(Expressions.tree(tree(text))).isEqualTo(Expressions.tree(now));
            assertThat(Expressions.print(tree(before), before)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    sip and (dns or ip.frag)           ; -
                    sip xor dns                        ; (1:1) Blocks know no xor.
                    ip.frag and (sip xor dns)          ; (1:14) Blocks know no xor.
                    ip.frag and not (sip or dns)       ; (1:13) Blocks negate single conditions, and this negates several together.
                    not not sip                        ; (1:1) Blocks are negated once at most
                    sip or dns and ip.frag             ; (1:8) Alternatives of a block are single conditions, and this one is several together.
                    """)
    void whatHasNoBlocksSaysWhy(String text, String reason) {
        assertThat(Blocks.obstacle(tree(text)).map(ExpressionError::text).orElse("-"))
                .startsWith(reason.strip());
        assertThat(Blocks.of(tree(text)).isPresent()).isEqualTo(reason.strip().equals("-"));
    }

    @Test
    void blocksKeepTheTextThatTheyWereMadeOf() {
        String text = "ip.src in $ipsum\n  && tcp.flags==0x2";
        Blocks blocks = Blocks.of(tree(text)).orElseThrow();
        assertThat(blocks.text(text)).isEqualTo(text);
        Blocks fewer = new Blocks(blocks.blocks().subList(1, 2));
        assertThat(fewer.text(text)).isEqualTo("tcp.flags==0x2");
        assertThat(new Blocks(List.of()).text(text)).isEmpty();
    }

    @Test
    void theLanguagesPageIsCurrent() throws IOException {
        Path page = Path.of("..", "docs", "language.md");
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("write it anew with: test/conformance language --page")
                .isEqualTo(LanguagePage.text());
    }

    private static String random(Random random, int depth) {
        List<String> conditions =
                List.of("sip", "dns", "ip.frag", "tcp.flags==0x2", "ip.len  in {1 2}", "!sip", "(dns)");
        if (depth == 0 || random.nextInt(3) == 0) {
            return conditions.get(random.nextInt(conditions.size()));
        }
        List<String> logics = List.of("&&", " and ", "\n  or ", " || ", " xor ", ") and (");
        String text = random(random, depth - 1) + logics.get(random.nextInt(5)) + random(random, depth - 1);
        return random.nextBoolean() ? "(" + text + ")" : text;
    }

    private static Expression tree(String text) {
        return ((Parsed.Valid) Expressions.parse(text)).expression();
    }
}
