package org.firewright.expression;

import java.util.List;

/** A place in a list of tokens; it never goes beyond the end token. */
final class TokenReader {
    private final List<Token> tokens;
    private int at;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    /** Takes the next token if it is this one. */
    boolean take(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String sign, String remedy) throws SyntaxFault {
        if (!take(sign)) {
            throw SyntaxFault.expected("\"" + sign + "\"", peek(), remedy).wanting(new Expectation.Sign(sign));
        }
    }

    /** The token before the next one. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    /** The token behind the last one. */
    Token end() {
        return tokens.getLast();
    }

    int position() {
        return at;
    }

    /** How many parentheses have been opened and not closed since a position. */
    int openSince(int position) {
        int open = 0;
        for (Token token : tokens.subList(position, at)) {
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return open;
    }

    void skipToEnd() {
        at = tokens.size() - 1;
    }
}
