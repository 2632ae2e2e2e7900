package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Operators between a value of the packet and one in the text. */
public enum Relation {
    EQUAL("==", "eq"),
    NOT_EQUAL("!=", "ne"),
    LESS("<", "lt"),
    LESS_OR_EQUAL("<=", "le"),
    GREATER(">", "gt"),
    GREATER_OR_EQUAL(">=", "ge"),
    CONTAINS("contains"),
    STARTS_WITH("starts_with"),
    ENDS_WITH("ends_with"),
    /** A regular expression is found somewhere in the value. */
    MATCHES("matches", "~"),
    /** At least one of the bits of a mask is set. */
    HAS_BITS("&", "bitwise_and");

    private final String text;
    private final String other;

    Relation(String text) {
        this(text, text);
    }

    Relation(String text, String other) {
        this.text = text;
        this.other = other;
    }

    /** The spelling that the printer uses. */
    public String text() {
        return text;
    }

    /** Every spelling that is read. */
    public List<String> spellings() {
        return text.equals(other) ? List.of(text) : List.of(text, other);
    }

    /** The relation of this spelling. */
    public static Optional<Relation> of(String spelling) {
        return Arrays.stream(values())
                .filter(relation -> relation.text.equals(spelling) || relation.other.equals(spelling))
                .findFirst();
    }
}
