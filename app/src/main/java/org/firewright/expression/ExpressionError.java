package org.firewright.expression;

/**
 * Why a text is no expression.
 *
 * @param span where
 * @param sentence what stood there and what was expected
 * @param remedy what to write instead, a sentence; empty where that is not known
 */
public record ExpressionError(Span span, String sentence, String remedy) {
    /** All of it on one line, with the place as people of the field know it: {@code (1:313)}. */
    public String text() {
        return "(" + span.line() + ":" + span.column() + ") " + sentence + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
