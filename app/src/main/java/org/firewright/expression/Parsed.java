package org.firewright.expression;

import java.util.List;

/** What came of parsing a text. */
public sealed interface Parsed {
    /** The text is an expression, and its types fit. */
    record Valid(Expression expression) implements Parsed {}

    /**
     * The text is no expression.
     *
     * @param errors at least one, in the order of the text
     */
    record Invalid(List<ExpressionError> errors) implements Parsed {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }
}
