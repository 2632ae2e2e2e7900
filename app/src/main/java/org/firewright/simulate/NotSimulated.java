package org.firewright.simulate;

import org.firewright.expression.Span;

/** That a packet alone does not tell whether an expression holds. */
final class NotSimulated extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Span span;

    NotSimulated(Span span, String sentence) {
        super(sentence);
        this.span = span;
    }

    Span span() {
        return span;
    }
}
