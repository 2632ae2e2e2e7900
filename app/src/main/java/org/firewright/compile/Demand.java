package org.firewright.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.expression.Logic;

/**
 * What an expression comes to: never, or that all of some constraints hold, at most one for each subject. No
 * constraints hold always. That is what one rule of nftables can say.
 */
record Demand(boolean never, List<Constraint> constraints) {
    static final Demand ALWAYS = new Demand(false, List.of());
    static final Demand NEVER = new Demand(true, List.of());

    /** One constraint, seen for what it is where it always or never holds. */
    static Demand of(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfAddress address when address.values().count() == 0 -> NEVER;
            case Constraint.OfAddress address when address.values().equals(AddressSets.ALL) -> ALWAYS;
            case Constraint.OfNumber number when number.values().isEmpty() && !number.whenMissing() -> NEVER;
            case Constraint.OfNumber number when number.values().isFull() && number.whenMissing() -> ALWAYS;
            default -> new Demand(false, List.of(constraint));
        };
    }

    boolean always() {
        return !never && constraints.isEmpty();
    }

    /** Both hold. */
    Demand and(Demand other) {
        if (never || other.never) {
            return NEVER;
        }
        Map<Object, Constraint> bySubject = new LinkedHashMap<>();
        constraints.forEach(constraint -> bySubject.put(constraint.subject(), constraint));
        for (Constraint constraint : other.constraints) {
            Constraint there = bySubject.get(constraint.subject());
            Demand joined = there == null ? of(constraint) : join(Logic.AND, there, constraint);
            if (joined.never) {
                return NEVER;
            }
            bySubject.remove(constraint.subject());
            joined.constraints.forEach(one -> bySubject.put(one.subject(), one));
        }
        return new Demand(false, List.copyOf(bySubject.values()));
    }

    /** The opposite; empty where that would be an or between different subjects. */
    Optional<Demand> negated() {
        if (never || constraints.isEmpty()) {
            return Optional.of(never ? ALWAYS : NEVER);
        }
        return constraints.size() == 1 ? Optional.of(of(constraints.getFirst().negated())) : Optional.empty();
    }

    /** One of both holds; empty where they are about different subjects. */
    Optional<Demand> or(Demand other) {
        if (always() || other.never) {
            return Optional.of(this);
        }
        if (other.always() || never) {
            return Optional.of(other);
        }
        boolean same = constraints.size() == 1
                && other.constraints.size() == 1
                && constraints
                        .getFirst()
                        .subject()
                        .equals(other.constraints.getFirst().subject());
        return same
                ? Optional.of(join(Logic.OR, constraints.getFirst(), other.constraints.getFirst()))
                : Optional.empty();
    }

    private static Demand join(Logic logic, Constraint one, Constraint other) {
        boolean and = logic == Logic.AND;
        if (one instanceof Constraint.OfAddress a && other instanceof Constraint.OfAddress b) {
            return of(new Constraint.OfAddress(
                    a.direction(),
                    and
                            ? AddressSets.intersection(a.values(), b.values())
                            : AddressSets.union(a.values(), b.values())));
        }
        if (one instanceof Constraint.OfNumber a && other instanceof Constraint.OfNumber b) {
            return of(new Constraint.OfNumber(
                    a.field(),
                    and ? a.values().intersection(b.values()) : a.values().union(b.values()),
                    and ? a.whenMissing() && b.whenMissing() : a.whenMissing() || b.whenMissing()));
        }
        // The same list twice: once as it is, or a contradiction, or a tautology.
        return one.equals(other) ? of(one) : and ? NEVER : ALWAYS;
    }
}
