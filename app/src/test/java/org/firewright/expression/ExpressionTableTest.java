package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The language by example: valid.txt and invalid.txt say what each expression prints as, or what is wrong with it. */
class ExpressionTableTest {
    @ParameterizedTest
    @MethodSource("valid")
    void printsInOneSpellingThatReadsAsTheSame(String text, List<String> expected) {
        String printed = Expressions.print(tree(text));
        assertThat(printed).isEqualTo(expected.isEmpty() ? text : expected.getFirst());
        assertThat(Expressions.print(tree(printed))).isEqualTo(printed);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void tellsEveryErrorWithItsPlace(String text, List<String> expected) {
        assertThat(Expressions.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(ExpressionError::text)
                                .isEqualTo(expected));
    }

    /** The table of {@code test/conformance language}: {@code =} printed form, {@code :} tree, {@code !} first error's place. */
    @ParameterizedTest
    @MethodSource("language")
    void readsAsTheTableSays(String line, List<String> expected) {
        String text =
                line.startsWith("~") ? line.substring(1, line.length() - 1).translateEscapes() : line;
        Parsed parsed = Expressions.parse(text);
        assertThat(expected).isNotEmpty().allSatisfy(row -> {
            String wanted = row.substring(1).strip();
            String got = switch (parsed) {
                case Parsed.Valid(Expression expression) ->
                    row.startsWith(":") ? Expressions.tree(expression) : Expressions.print(expression);
                case Parsed.Invalid(List<ExpressionError> errors) ->
                    errors.getFirst().span().line() + ":"
                            + errors.getFirst().span().column();
            };
            assertThat(parsed instanceof Parsed.Invalid).isEqualTo(row.startsWith("!"));
            assertThat(got).isEqualTo(row.startsWith("=") && wanted.isEmpty() ? text : wanted);
        });
    }

    static Stream<Arguments> language() throws IOException {
        return table("language.txt");
    }

    static Stream<Arguments> valid() throws IOException {
        return table("valid.txt");
    }

    static Stream<Arguments> invalid() throws IOException {
        return table("invalid.txt");
    }

    private static Expression tree(String text) {
        return switch (Expressions.parse(text)) {
            case Parsed.Valid(Expression expression) -> expression;
            case Parsed.Invalid(List<ExpressionError> errors) ->
                throw new AssertionError(text + ": " + errors.getFirst().text());
        };
    }

    private static Stream<Arguments> table(String name) throws IOException {
        try (InputStream in = ExpressionTableTest.class.getResourceAsStream(name)) {
            List<Arguments> rows = new ArrayList<>();
            List<String> expected = List.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("  ")) {
                    expected.add(line.strip());
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    expected = new ArrayList<>();
                    rows.add(Arguments.of(line, expected));
                }
            }
            return rows.stream();
        }
    }
}
