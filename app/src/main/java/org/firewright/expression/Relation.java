package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Operators between a value of the packet and one in the text. */
public enum Relation {
    EQUAL("==", "eq", "is the same"),
    NOT_EQUAL("!=", "ne", "is not the same, or is missing"),
    LESS("<", "lt", "is less"),
    LESS_OR_EQUAL("<=", "le", "is less or the same"),
    GREATER(">", "gt", "is greater"),
    GREATER_OR_EQUAL(">=", "ge", "is greater or the same"),
    CONTAINS("contains", "contains", "these bytes are somewhere in it"),
    STARTS_WITH("starts_with", "starts_with", "it begins with these bytes"),
    ENDS_WITH("ends_with", "ends_with", "it ends with these bytes"),
    /** A regular expression is found somewhere in the value. */
    MATCHES("matches", "~", "a regular expression is found somewhere in it"),
    /** At least one of the bits of a mask is set. */
    HAS_BITS("&", "bitwise_and", "at least one of the bits of a mask is set");

    private final String text;
    private final String other;
    private final String meaning;

    Relation(String text, String other, String meaning) {
        this.text = text;
        this.other = other;
        this.meaning = meaning;
    }

    /** What it asks of the value on its left, for people, without capital or full stop. */
    public String meaning() {
        return meaning;
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
