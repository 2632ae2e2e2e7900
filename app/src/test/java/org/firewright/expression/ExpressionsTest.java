package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpressionsTest {
    @Test
    void everyNodeKnowsWhereItStands() {
        String text = "ip.src in $ipsum\n  and not tcp.dstport in {22 23}";
        Expression.Combination all = (Expression.Combination) tree(text);
        Expression.InList list = (Expression.InList) all.parts().getFirst();
        Expression.Not not = (Expression.Not) all.parts().getLast();
        assertThat(list.listSpan()).isEqualTo(new Span(10, 6, 1, 11));
        assertThat(not.span()).isEqualTo(new Span(23, 26, 2, 7));
        assertThat(not.inner().span()).isEqualTo(new Span(27, 22, 2, 11));
        assertThat(all.span()).isEqualTo(new Span(0, text.length(), 1, 1));
    }

    @Test
    void anErrorInALaterLineIsToldThere() {
        assertThat(errors("sip and\r\n  dns\nand tcp.dport == 1"))
                .containsExactly("(3:5) Expected a field, found \"tcp.dport\". Did you mean tcp.dstport?");
    }

    @Test
    void nestingEndsAtItsLimit() {
        int most = Expressions.MAX_DEPTH;
        assertThat(Expressions.parse("(".repeat(most) + "sip" + ")".repeat(most)))
                .isInstanceOf(Parsed.Valid.class);
        assertThat(errors("(".repeat(most + 1) + "sip" + ")".repeat(most + 1)))
                .containsExactly("(1:129) More than 128 levels are nested here.");
        assertThat(errors("!".repeat(4_000) + "sip")).containsExactly("(1:129) More than 128 levels are nested here.");
    }

    @Test
    void lengthEndsAtItsLimit() {
        String longest = IntStream.range(0, 585).mapToObj(i -> "sip").collect(Collectors.joining(" or "));
        assertThat(longest).hasSize(Expressions.MAX_LENGTH - 5);
        assertThat(Expressions.parse(longest)).isInstanceOf(Parsed.Valid.class);
        assertThat(errors("sip" + " ".repeat(Expressions.MAX_LENGTH)))
                .containsExactly("(1:4097) The expression has 4099 characters, and at most 4096 are read. "
                        + "Put addresses into a list, or split the rule.");
    }

    @Test
    void tokensCoverWhatAPersonTypesWhateverItIs() {
        assertThat(Expressions.tokens("ip.src in $ipsum && udp.payload == \"a"))
                .extracting(Token::kind)
                .containsExactly(
                        Token.Kind.WORD,
                        Token.Kind.WORD,
                        Token.Kind.LIST,
                        Token.Kind.SIGN,
                        Token.Kind.WORD,
                        Token.Kind.SIGN,
                        Token.Kind.INVALID,
                        Token.Kind.END);
    }

    /** Pieces of the language thrown together: nothing but errors with a place may come of it, or a stable print. */
    @Test
    void anyTextIsReadOrRefusedAndNeverThrows() {
        List<String> pieces = List.of(
                "ip.src",
                "tcp.dstport",
                "ip.proto",
                "sip",
                "in",
                "==",
                "!=",
                "&",
                "{",
                "}",
                "(",
                ")",
                "not ",
                "and",
                " or ",
                "^^",
                "192.0.2.0/24",
                "::1",
                "..",
                "80",
                "-1",
                "0x",
                "\"tcp\"",
                "\"",
                "\\",
                "r#\"",
                "$l",
                "$",
                ",",
                " ",
                "\n",
                "\t",
                "é",
                "bit_slice(tcp,",
                "01:02",
                "\u0000",
                "😀",
                "rate(",
                "starts_with(",
                "~");
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextInt(3) == 0 ? "" : " ");
            }
            switch (Expressions.parse(text.toString())) {
                case Parsed.Valid(Expression expression) -> {
                    String printed = Expressions.print(expression);
                    assertThat(Expressions.print(tree(printed))).isEqualTo(printed);
                }
                case Parsed.Invalid(List<ExpressionError> errors) ->
                    assertThat(errors).isNotEmpty().allSatisfy(error -> {
                        assertThat(error.span().end()).isLessThanOrEqualTo(text.length());
                        assertThat(error.span().line()).isPositive();
                        assertThat(error.span().column()).isPositive();
                    });
            }
        }
    }

    private static Expression tree(String text) {
        return ((Parsed.Valid) Expressions.parse(text)).expression();
    }

    private static List<String> errors(String text) {
        return ((Parsed.Invalid) Expressions.parse(text))
                .errors().stream().map(ExpressionError::text).toList();
    }
}
