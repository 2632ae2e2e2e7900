package org.firewright.compile;

import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.expression.Field;

/** What an expression demands of one value of the packet: the values that fit, and whether lacking it fits too. */
sealed interface Constraint {
    /** What it is about; constraints on the same subject can be joined into one. */
    Object subject();

    /** The opposite demand. */
    Constraint negated();

    /** That an address is in a set; no packet lacks its addresses. */
    record OfAddress(Condition.Direction direction, AddressRanges values) implements Constraint {
        @Override
        public Object subject() {
            return direction;
        }

        @Override
        public OfAddress negated() {
            return new OfAddress(direction, AddressSets.complement(values));
        }
    }

    /**
     * That a number is in a set.
     *
     * @param field the field
     * @param whenMissing whether packets without the field fit
     */
    record OfNumber(Field field, NumberSet values, boolean whenMissing) implements Constraint {
        public OfNumber {
            // Every packet has a protocol, so there the question is void; this keeps equal demands equal.
            whenMissing = field == Field.IP_PROTO ? values.isFull() : whenMissing;
        }

        @Override
        public Object subject() {
            return field;
        }

        @Override
        public OfNumber negated() {
            return new OfNumber(field, values.complement(), !whenMissing);
        }
    }

    /** That an address is in a list, or is not. */
    record OfList(Condition.Direction direction, ListContent list, boolean inverted) implements Constraint {
        @Override
        public Object subject() {
            return list.digest() + direction;
        }

        @Override
        public OfList negated() {
            return new OfList(direction, list, !inverted);
        }
    }
}
