package org.firewright.simulate;

import java.util.regex.Pattern;
import org.firewright.expression.Relation;

/** Whether values that are there stand in a relation. */
public final class Relations {
    private Relations() {}

    /** By the sign of a comparison. */
    static boolean ordered(Relation relation, int comparison) {
        return switch (relation) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, HAS_BITS ->
                throw new IllegalArgumentException(relation + " is no order.");
        };
    }

    static boolean numbers(Relation relation, long value, long other) {
        return relation == Relation.HAS_BITS ? (value & other) != 0 : ordered(relation, Long.compare(value, other));
    }

    /** Whether two texts do. The pattern is needed for {@link Relation#MATCHES} alone. */
    public static boolean texts(Relation relation, String value, String other, Pattern pattern) {
        return switch (relation) {
            case CONTAINS -> value.contains(other);
            case STARTS_WITH -> value.startsWith(other);
            case ENDS_WITH -> value.endsWith(other);
            case MATCHES -> pattern.matcher(value).find();
            default -> ordered(relation, value.compareTo(other));
        };
    }
}
