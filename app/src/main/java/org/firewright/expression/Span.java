package org.firewright.expression;

/**
 * A part of an expression's text.
 *
 * @param offset characters before it
 * @param length characters in it; 0 at the end of the text
 * @param line the line that it begins in, from 1 on
 * @param column its first character's place in that line, from 1 on
 */
public record Span(int offset, int length, int line, int column) {
    /** Characters before its end. */
    public int end() {
        return offset + length;
    }

    /** From where this begins to where the other ends. */
    public Span to(Span last) {
        return new Span(offset, last.end() - offset, line, column);
    }
}
