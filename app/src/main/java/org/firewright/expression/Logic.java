package org.firewright.expression;

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

    boolean isSpelled(String text) {
        return text.equals(word) || text.equals(sign);
    }
}
