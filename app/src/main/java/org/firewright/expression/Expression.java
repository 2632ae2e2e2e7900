package org.firewright.expression;

import java.util.List;

/** A condition on packets, as a tree whose types have been checked. */
public sealed interface Expression {
    /** Where in the text it stands. */
    Span span();

    /** A value of the packet compared with one in the text; false where the packet lacks it, except for {@code !=}. */
    record Comparison(Operand operand, Relation relation, Value value, Span span) implements Expression {}

    /** A value of the packet is one of those in braces; no items match nothing. */
    record InSet(Operand operand, List<SetItem> items, Span span) implements Expression {
        public InSet {
            items = List.copyOf(items);
        }
    }

    /**
     * An address of the packet is in a list.
     *
     * @param list the list's name without the dollar sign
     * @param listSpan where the name stands, with the dollar sign
     */
    record InList(Operand operand, String list, Span listSpan, Span span) implements Expression {}

    /** A field that is true or false by itself. */
    record Flag(Field field, Span span) implements Expression {}

    /**
     * More than so many packets with the same value have come within a time.
     *
     * @param key whose value is counted by
     * @param packets how many are not yet too many
     * @param seconds in which time
     */
    record Rate(Field key, long packets, long seconds, Span span) implements Expression {}

    /** The opposite. */
    record Not(Expression inner, Span span) implements Expression {}

    /**
     * Several conditions together; never directly inside another combination of the same kind.
     *
     * @param parts two or more
     */
    record Combination(Logic logic, List<Expression> parts, Span span) implements Expression {
        public Combination {
            parts = List.copyOf(parts);
        }
    }
}
