package org.firewright.expression;

/**
 * A piece of an expression's text.
 *
 * @param kind what it is
 * @param text as it stands there; for {@link Kind#INVALID} too
 * @param value the bytes that a {@link Kind#TEXT} means, one character each; why it is wrong for {@link Kind#INVALID};
 *     otherwise the same as the text
 * @param span where
 * @param fault the part that is wrong of {@link Kind#INVALID}; otherwise the same as the span
 */
public record Token(Kind kind, String text, String value, Span span, Span fault) {
    /** A token that is right, or wrong as a whole. */
    Token(Kind kind, String text, String value, Span span) {
        this(kind, text, value, span, span);
    }

    /** Kinds of tokens. */
    public enum Kind {
        /** A field, a function, an operator that is a word, an address, a prefix or a number. */
        WORD,
        /** Text in quotes, raw or not. */
        TEXT,
        /** {@code $name}. */
        LIST,
        /** {@code @name}. */
        VARIABLE,
        /** An operator that is a sign, a bracket, a comma, or the two dots of a range. */
        SIGN,
        /** Something that has no place in an expression. */
        INVALID,
        /** Behind the last. */
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
    }
}
