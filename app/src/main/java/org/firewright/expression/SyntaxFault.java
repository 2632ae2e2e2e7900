package org.firewright.expression;

/** Leaves the part of an expression that cannot be read; the parser goes on behind it. */
final class SyntaxFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExpressionError error;

    SyntaxFault(Span span, String sentence, String remedy) {
        super(sentence, null, false, false);
        error = new ExpressionError(span, sentence, remedy);
    }

    /** That something else was expected where this token stands. */
    static SyntaxFault expected(String what, Token found, String remedy) {
        if (found.kind() == Token.Kind.INVALID && !found.value().isEmpty()) {
            return new SyntaxFault(found.span(), "Expected " + what + ", found " + shown(found) + ".", found.value());
        }
        return new SyntaxFault(found.span(), "Expected " + what + ", found " + shown(found) + ".", remedy);
    }

    ExpressionError error() {
        return error;
    }

    private static String shown(Token token) {
        if (token.kind() == Token.Kind.END) {
            return "the end";
        }
        int most = 40;
        String text = token.text().replaceAll("\\p{C}", ".");
        String cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
        return token.kind() == Token.Kind.TEXT ? cut : "\"" + cut + "\"";
    }
}
