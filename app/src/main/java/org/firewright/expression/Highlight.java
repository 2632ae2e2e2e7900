package org.firewright.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A piece of a text and what it is, to colour it. Works for any text, also while it is being typed; what is wrong is
 * told by {@link Expressions#parse}, with spans of its own.
 *
 * @param kind what it is
 * @param span where it stands; what lies between two pieces is white space
 */
public record Highlight(Kind kind, Span span) {
    /** Kinds of pieces. */
    public enum Kind {
        FIELD,
        FUNCTION,
        /** The name of a header in {@code bit_slice}. */
        HEADER,
        /** Between a field and a value, {@code in} among them. */
        OPERATOR,
        /** {@code and}, {@code or}, {@code xor}, {@code not} in any spelling. */
        LOGIC,
        /** An address or a prefix. */
        ADDRESS,
        NUMBER,
        /** In quotes, or as hexadecimal pairs. */
        TEXT,
        /** {@code $name}. */
        LIST,
        /** Brackets, commas, the dots of a range. */
        PUNCTUATION,
        /** A word that the language does not know, or a text without an end. */
        UNKNOWN
    }

    private static final Pattern NUMBER = Pattern.compile("-?(0x[0-9a-fA-F]+|[0-9]+)");

    /** The pieces in the order of the text. */
    public static List<Highlight> of(String text) {
        List<Highlight> pieces = new ArrayList<>();
        for (Token token : Lexer.tokens(text)) {
            if (token.kind() != Token.Kind.END) {
                pieces.add(new Highlight(kind(token), token.span()));
            }
        }
        return pieces;
    }

    private static Kind kind(Token token) {
        return switch (token.kind()) {
            case TEXT -> Kind.TEXT;
            case LIST, VARIABLE -> Kind.LIST;
            case INVALID, END -> Kind.UNKNOWN;
            case WORD, SIGN -> word(token);
        };
    }

    private static Kind word(Token token) {
        String text = token.text();
        boolean logic = Arrays.stream(Logic.values()).anyMatch(each -> each.isSpelled(token));
        if (logic || text.equals("not") || text.equals("!")) {
            return Kind.LOGIC;
        }
        if (Function.of(text).isPresent()) {
            return Kind.FUNCTION;
        }
        if (text.equals("in") || Relation.of(text).isPresent()) {
            return Kind.OPERATOR;
        }
        if (Field.of(text).isPresent()) {
            return Kind.FIELD;
        }
        if (token.kind() == Token.Kind.SIGN) {
            return Kind.PUNCTUATION;
        }
        if (Arrays.stream(Header.values()).anyMatch(header -> header.text().equals(text))) {
            return Kind.HEADER;
        }
        return literal(text);
    }

    private static Kind literal(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Kind.NUMBER;
        }
        int slash = text.indexOf('/');
        if (IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).isPresent()) {
            return Kind.ADDRESS;
        }
        return Literals.isHexPairs(text) ? Kind.TEXT : Kind.UNKNOWN;
    }
}
