package org.firewright.test.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.firewright.expression.Completion;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Highlight;
import org.firewright.expression.Parsed;
import org.firewright.expression.Vocabulary;

/** Any bytes as an expression: a tree that prints stably, or errors with places inside of the text. */
public final class ExpressionFuzz {
    private ExpressionFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (Expressions.parse(text)) {
            case Parsed.Valid(Expression expression) -> stable(text, expression);
            case Parsed.Invalid(List<ExpressionError> errors) -> {
                check(!errors.isEmpty(), "No error is told.");
                for (ExpressionError error : errors) {
                    boolean inside = error.span().offset() >= 0 && error.span().end() <= text.length();
                    check(inside && error.span().line() > 0 && error.span().column() > 0, "An error has no place.");
                }
            }
        }
        Highlight.of(text);
        if (text.length() <= Expressions.MAX_LENGTH) {
            Completion.at(text, text.length() / 2, Vocabulary.NONE);
            Completion.at(text, text.length(), Vocabulary.NONE);
        }
    }

    private static void stable(String text, Expression expression) {
        String printed = Expressions.print(expression);
        check(Expressions.print(expression, text).equals(text), "The layout is lost.");
        if (printed.length() <= Expressions.MAX_LENGTH) {
            boolean same = Expressions.parse(printed) instanceof Parsed.Valid(Expression again)
                    && Expressions.tree(again).equals(Expressions.tree(expression))
                    && Expressions.print(again).equals(printed);
            check(same, "What is printed reads as something else: " + printed);
        }
    }

    private static void check(boolean good, String sentence) {
        if (!good) {
            throw new AssertionError(sentence);
        }
    }
}
