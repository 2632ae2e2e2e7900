package org.firewright.compile;

import org.firewright.expression.Span;

/** That an expression cannot be compiled. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final String remedy;

    Refusal(Span span, String sentence, String remedy) {
        super(sentence);
        this.span = span;
        this.remedy = remedy;
    }

    Span span() {
        return span;
    }

    String remedy() {
        return remedy;
    }
}
