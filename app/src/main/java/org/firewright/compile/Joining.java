package org.firewright.compile;

import java.util.List;
import java.util.Optional;
import org.firewright.expression.Logic;
import org.firewright.expression.Span;

/** Two conditions on the same value as one. */
final class Joining {
    private Joining() {}

    /** What a leaf is about; leaves about the same can be joined. Empty where nothing can be joined with it. */
    static Optional<Object> subject(Formula formula) {
        if (!(formula instanceof Formula.Leaf(Constraint constraint, Span ignored))) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (constraint) {
                    case Constraint.OfRate ignored3 -> null; // each counts for itself
                    case Constraint.OfAddress address -> address.direction();
                    case Constraint.OfNumber number -> number.quantity();
                    case Constraint.OfBits bits -> List.of(bits.quantity(), bits.mask());
                    case Constraint.OfFlag flag -> flag.field();
                    case Constraint.OfList list ->
                        List.of(list.direction(), list.list().digest());
                    case Constraint.OfPayload text -> List.of(text.field(), text.relation(), text.bytes());
                    case Constraint.OfInterface names -> List.of(names.field(), names.names(), names.prefix());
                    case Constraint.OfState ignored2 -> Constraint.OfState.class;
                });
    }

    /** Both together, or one of both, of two leaves on the same subject. */
    static Formula of(Logic logic, Formula one, Formula other) {
        Formula.Leaf first = (Formula.Leaf) one;
        Constraint joined = join(logic == Logic.AND, first.constraint(), ((Formula.Leaf) other).constraint());
        return joined == null
                // Of two opposite conditions never both hold, and always one does.
                ? new Formula.Constant(logic != Logic.AND)
                : Formula.of(joined, first.span());
    }

    private static Constraint join(boolean and, Constraint one, Constraint other) {
        if (one instanceof Constraint.OfAddress a && other instanceof Constraint.OfAddress b) {
            return new Constraint.OfAddress(
                    a.direction(),
                    and ? AddressSets.intersection(a.values(), b.values()) : AddressSets.union(a.values(), b.values()));
        }
        if (one instanceof Constraint.OfNumber a && other instanceof Constraint.OfNumber b) {
            return new Constraint.OfNumber(
                    a.quantity(),
                    and ? a.values().intersection(b.values()) : a.values().union(b.values()),
                    and ? a.whenMissing() && b.whenMissing() : a.whenMissing() || b.whenMissing());
        }
        if (one instanceof Constraint.OfState a && other instanceof Constraint.OfState b) {
            int first = a.inverted() ? ~a.states() : a.states();
            int second = b.inverted() ? ~b.states() : b.states();
            int both = (and ? first & second : first | second) & States.ALL;
            return new Constraint.OfState(both, false);
        }
        return one.equals(other) ? one : null;
    }
}
