package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.LanguagePage;
import org.firewright.expression.Parsed;
import org.firewright.expression.Span;

/** The language against a table of expressions with their printed form, their tree, or the place of their error. */
public final class LanguageConformance {
    private static final Path TABLE = Path.of("app/src/test/resources/org/firewright/expression/language.txt");
    private static final Path PAGE = Path.of("docs/language.md");

    private LanguageConformance() {}

    /** An expression, and lines of what is expected of it. */
    private record Row(String text, List<String> expected) {}

    /** Compares and writes test/target/conformance/language.json; with {@code --page} writes docs/language.md instead. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--page")) {
            Files.writeString(PAGE, LanguagePage.text());
            System.out.println("Written: " + PAGE);
            return;
        }
        List<Row> rows = rows(Files.readAllLines(TABLE));
        int different = 0;
        for (Row row : rows) {
            List<String> differences = differences(row);
            different += differences.isEmpty() ? 0 : 1;
            differences.forEach(System.out::println);
        }
        System.out.printf("%d expressions, %d differ%n", rows.size(), different);
        Path folder = Files.createDirectories(Path.of("test/target/conformance"));
        Files.writeString(
                folder.resolve("language.json"),
                "{\"agreed\":%d,\"different\":%d,\"unsupported\":[]}%n".formatted(rows.size() - different, different));
        System.exit(different == 0 ? 0 : 1);
    }

    private static List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("  ")) {
                rows.getLast().expected().add(line.substring(2));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                rows.add(new Row(text(line), new ArrayList<>()));
            }
        }
        return rows;
    }

    /** Between tildes stand texts with white space that would not show. */
    private static String text(String line) {
        return line.startsWith("~") ? line.substring(1, line.length() - 1).translateEscapes() : line;
    }

    private static List<String> differences(Row row) {
        List<String> differences = new ArrayList<>();
        for (String expected : row.expected()) {
            String wanted = expected.substring(1).strip();
            String got = got(expected.charAt(0), Expressions.parse(row.text()));
            boolean unchanged = expected.charAt(0) == '=' && wanted.isEmpty();
            if (!got.equals(unchanged ? row.text() : wanted)) {
                differences.add(row.text() + "\n  expected: " + expected + "\n  got:      " + got);
            }
        }
        return differences;
    }

    private static String got(char kind, Parsed parsed) {
        return switch (parsed) {
            case Parsed.Valid(Expression expression) ->
                switch (kind) {
                    case '=' -> stable(Expressions.print(expression));
                    case ':' -> Expressions.tree(expression);
                    default -> "no error";
                };
            case Parsed.Invalid(List<ExpressionError> errors) -> {
                Span span = errors.getFirst().span();
                yield kind == '!'
                        ? span.line() + ":" + span.column()
                        : "error " + errors.getFirst().text();
            }
        };
    }

    /** What is printed has to read and print as the same. */
    private static String stable(String printed) {
        return Expressions.parse(printed) instanceof Parsed.Valid(Expression again)
                        && Expressions.print(again).equals(printed)
                ? printed
                : printed + " (not stable)";
    }
}
