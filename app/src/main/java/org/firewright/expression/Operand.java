package org.firewright.expression;

/** What stands on the left of an operator. */
public sealed interface Operand {
    /** Where in the text it stands. */
    Span span();

    /** The type of its values. */
    ValueType type();

    /** A field. */
    record OfField(Field field, Span span) implements Operand {
        @Override
        public ValueType type() {
            return field.type();
        }
    }

    /**
     * Some bits of a header as an unsigned number, most significant first.
     *
     * @param start bits before the first, counted from the header's start
     * @param end bits before the one behind the last
     */
    record BitSlice(Header header, int start, int end, Span span) implements Operand {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }
    }
}
