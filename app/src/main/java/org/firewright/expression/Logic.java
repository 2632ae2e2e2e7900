package org.firewright.expression;

import java.util.List;

/** How conditions are combined, the one that binds tightest first. */
public enum Logic {
    AND("and", "&&"),
    /** An odd number of the parts hold. */
    XOR("xor", "^^"),
    OR("or", "||");

    private final String word;
    private final String sign;

    Logic(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    /** The spelling that the printer uses. */
    public String word() {
        return word;
    }

    /** Every spelling that is read. */
    public List<String> spellings() {
        return List.of(word, sign);
    }

    /** Whether the token is one of the spellings; text in quotes never is. */
    boolean isSpelled(Token token) {
        return token.is(word) || token.is(sign);
    }
}
