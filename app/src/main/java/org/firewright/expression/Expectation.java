package org.firewright.expression;

/** What could stand at a place in a text, as the parser sees it; completion proposes from it. */
sealed interface Expectation {
    /** A condition begins. */
    record Condition() implements Expectation {}

    /** A field inside of a function. */
    record Key() implements Expectation {}

    /** An operator, or {@code in}. */
    record Operator(Operand operand) implements Expectation {}

    /** A value behind an operator. */
    record OneValue(Operand operand) implements Expectation {}

    /** What stands behind {@code in}. */
    record SetOrList(Operand operand) implements Expectation {}

    /** One more item of a set, or its end. */
    record Item(Operand operand) implements Expectation {}

    /** The name of a header. */
    record HeaderName() implements Expectation {}

    /** A sign that has to be there. */
    record Sign(String sign) implements Expectation {}

    /**
     * An operator between conditions, or the end.
     *
     * @param open whether a parenthesis is open
     */
    record Joint(boolean open) implements Expectation {}
}
