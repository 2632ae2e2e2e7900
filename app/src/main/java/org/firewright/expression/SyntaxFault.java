package org.firewright.expression;

import java.util.Optional;

/** Leaves the part of an expression that cannot be read; the parser goes on behind it. */
final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExpressionError error;
    private transient Optional<Expectation> expectation = Optional.empty();

    SyntaxFault(Span span, String sentence, String remedy) {
        super(sentence, null, false, false);
        error = new ExpressionError(span, sentence, remedy);
    }

    /** That something else was expected where this token stands. */
    static SyntaxFault expected(String what, Token found, String remedy) {
        if (found.kind() == Token.Kind.INVALID && !found.fault().equals(found.span())) {
            int start = found.fault().offset() - found.span().offset();
            String part = found.text().substring(start, start + found.fault().length());
            return new SyntaxFault(found.fault(), "There is no escape " + printable(part) + ".", found.value());
        }
        if (found.kind() == Token.Kind.INVALID && !found.value().isEmpty()) {
            return new SyntaxFault(found.span(), "Expected " + what + ", found " + shown(found) + ".", found.value());
        }
        return new SyntaxFault(found.span(), "Expected " + what + ", found " + shown(found) + ".", remedy);
    }

    /** The same, telling also what completion can propose there. */
    SyntaxFault wanting(Expectation wanted) {
        expectation = Optional.of(wanted);
        return this;
    }

    /** What could stand where the fault is, where that is more than one thing. */
    Optional<Expectation> expectation() {
        return expectation;
    }

    ExpressionError error() {
        return error;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{C}", ".");
    }

    private static String shown(Token token) {
        if (token.kind() == Token.Kind.END) {
            return "the end";
        }
        int most = 40;
        String text = printable(token.text());
        String cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
        return token.kind() == Token.Kind.TEXT ? cut : "\"" + cut + "\"";
    }
}
