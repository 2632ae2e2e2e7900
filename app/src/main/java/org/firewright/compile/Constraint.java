package org.firewright.compile;

import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.expression.Field;
import org.firewright.expression.Relation;

/** What a single condition demands of one value of the packet, and whether lacking it fits too. */
sealed interface Constraint {
    /** The opposite demand. */
    Constraint negated();

    /** The number that it is about, where it is about one. */
    default Optional<Quantity> number() {
        return switch (this) {
            case OfNumber number -> Optional.of(number.quantity());
            case OfBits bits -> Optional.of(bits.quantity());
            default -> Optional.empty();
        };
    }

    /** The table that it needs, where it needs one. */
    default Optional<Quantity.OfTable> table() {
        return number().filter(Quantity.OfTable.class::isInstance).map(Quantity.OfTable.class::cast);
    }

    /** That an address is in a set; no packet lacks its addresses. */
    record OfAddress(Condition.Direction direction, AddressRanges values) implements Constraint {
        @Override
        public OfAddress negated() {
            return new OfAddress(direction, AddressSets.complement(values));
        }
    }

    /**
     * That a number is in a set.
     *
     * @param whenMissing whether packets without the number fit
     */
    record OfNumber(Quantity quantity, NumberSet values, boolean whenMissing) implements Constraint {
        @Override
        public OfNumber negated() {
            return new OfNumber(quantity, values.complement(), !whenMissing);
        }
    }

    /**
     * That a number has one of some bits set; packets without the number do not fit.
     *
     * @param inverted the opposite, so that packets without the number do
     */
    record OfBits(Quantity quantity, long mask, boolean inverted) implements Constraint {
        @Override
        public OfBits negated() {
            return new OfBits(quantity, mask, !inverted);
        }
    }

    /** That a field is true, or is not. */
    record OfFlag(Field field, boolean inverted) implements Constraint {
        @Override
        public OfFlag negated() {
            return new OfFlag(field, !inverted);
        }
    }

    /** That an address is in a list, or is not. */
    record OfList(Condition.Direction direction, ListContent list, boolean inverted) implements Constraint {
        @Override
        public OfList negated() {
            return new OfList(direction, list, !inverted);
        }
    }

    /**
     * That a payload is there and stands in a relation to some bytes, or that this is not so.
     *
     * @param relation never {@link Relation#NOT_EQUAL}, which is the inversion of another
     * @param bytes one character each
     */
    record OfPayload(Field field, Relation relation, String bytes, boolean inverted) implements Constraint {
        @Override
        public OfPayload negated() {
            return new OfPayload(field, relation, bytes, !inverted);
        }
    }

    /**
     * That an interface has one of some names, or has not; no interface has no name.
     *
     * @param prefix whether names need only begin so
     */
    record OfInterface(Field field, List<String> names, boolean prefix, boolean inverted) implements Constraint {
        public OfInterface {
            names = List.copyOf(names);
        }

        @Override
        public OfInterface negated() {
            return new OfInterface(field, names, prefix, !inverted);
        }
    }

    /**
     * That more than so many packets come with the same address in so many seconds, or not. To ask is to count, so it
     * only stands where nothing but what stands before decides whether it is asked.
     *
     * @param inverted whether packets within the rate fit
     */
    record OfRate(Condition.Direction direction, long packets, long seconds, boolean inverted) implements Constraint {
        @Override
        public OfRate negated() {
            return new OfRate(direction, packets, seconds, !inverted);
        }
    }

    /**
     * That the connection's state is one of some, or is not.
     *
     * @param states bits as the kernel numbers them
     */
    record OfState(int states, boolean inverted) implements Constraint {
        @Override
        public OfState negated() {
            return new OfState(states, !inverted);
        }
    }
}
