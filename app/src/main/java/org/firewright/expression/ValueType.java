package org.firewright.expression;

/** Types of values, and which operators they know. */
public enum ValueType {
    ADDRESS("an IP address"),
    NUMBER("a number"),
    /** Text, and bytes of a payload: compared byte by byte. */
    TEXT("a text"),
    /** True or false; stands alone. */
    FLAG("true or false");

    private final String article;

    ValueType(String article) {
        this.article = article;
    }

    /** Such as "a number", for sentences. */
    public String article() {
        return article;
    }

    /** Whether values of this type can stand on the left of the operator. */
    public boolean knows(Relation relation) {
        return switch (relation) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> this != FLAG;
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES -> this == TEXT;
            case HAS_BITS -> this == NUMBER;
        };
    }
}
