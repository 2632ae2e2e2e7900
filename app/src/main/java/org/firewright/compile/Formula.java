package org.firewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.firewright.expression.Logic;
import org.firewright.expression.Span;

/**
 * What an expression comes to: negations are gone into the leaves, conditions on the same value are joined, and what is
 * always or never true is seen to be so.
 */
sealed interface Formula {
    Formula ALWAYS = new Constant(true);
    Formula NEVER = new Constant(false);

    /** Holds for every packet, or for none. */
    record Constant(boolean truth) implements Formula {}

    /** A single condition, and where it stood first. */
    record Leaf(Constraint constraint, Span span) implements Formula {}

    /** All hold; two or more, none of the same kind. */
    record All(List<Formula> parts) implements Formula {}

    /** At least one holds; two or more, none of the same kind. */
    record Any(List<Formula> parts) implements Formula {}

    /** An odd number of them holds; two or more. */
    record Odd(List<Formula> parts) implements Formula {}

    /** A condition, seen for what it is where it always or never holds. */
    static Formula of(Constraint constraint, Span span) {
        return switch (constraint) {
            case Constraint.OfAddress address when address.values().count() == 0 -> NEVER;
            case Constraint.OfAddress address when address.values().equals(AddressSets.ALL) -> ALWAYS;
            case Constraint.OfNumber number when number.values().isEmpty() && !number.whenMissing() -> NEVER;
            case Constraint.OfNumber number when number.values().isFull() && number.whenMissing() -> ALWAYS;
            case Constraint.OfBits bits
            when (bits.mask() & bits.quantity().bits()) == 0 -> new Constant(bits.inverted());
            case Constraint.OfInterface names when names.names().isEmpty() -> new Constant(names.inverted());
            case Constraint.OfState state when state.states() == 0 -> new Constant(state.inverted());
            default -> new Leaf(constraint, span);
        };
    }

    /** The parts that must all hold: of {@link All} its own, of anything else itself. */
    static List<Formula> conjuncts(Formula formula) {
        return switch (formula) {
            case All all -> all.parts();
            case Constant(boolean truth) -> truth ? List.of() : List.of(formula);
            default -> List.of(formula);
        };
    }

    /** The opposite. */
    static Formula not(Formula formula) {
        return switch (formula) {
            case Constant(boolean truth) -> new Constant(!truth);
            case Leaf(Constraint constraint, Span span) -> of(constraint.negated(), span);
            case All(List<Formula> parts) ->
                any(parts.stream().map(Formula::not).toList());
            case Any(List<Formula> parts) ->
                all(parts.stream().map(Formula::not).toList());
            case Odd(List<Formula> parts) -> {
                List<Formula> flipped = new ArrayList<>(parts);
                flipped.set(0, not(flipped.getFirst()));
                yield odd(flipped);
            }
        };
    }

    /** Combines as the logic says. */
    static Formula combine(Logic logic, List<Formula> parts) {
        return switch (logic) {
            case AND -> all(parts);
            case OR -> any(parts);
            case XOR -> odd(parts);
        };
    }

    /** All of them. */
    static Formula all(List<Formula> parts) {
        List<Formula> flat = new ArrayList<>();
        for (Formula part : parts) {
            if (part.equals(NEVER)) {
                return NEVER;
            }
            flat.addAll(conjuncts(part));
        }
        List<Formula> joined = join(flat, (one, other) -> Joining.of(Logic.AND, one, other));
        if (joined.contains(NEVER)) {
            return NEVER;
        }
        List<Formula> rest =
                joined.stream().filter(part -> !part.equals(ALWAYS)).toList();
        return rest.isEmpty() ? ALWAYS : rest.size() == 1 ? rest.getFirst() : new All(rest);
    }

    /** At least one of them. */
    static Formula any(List<Formula> parts) {
        List<Formula> flat = new ArrayList<>();
        for (Formula part : parts) {
            if (part.equals(ALWAYS)) {
                return ALWAYS;
            }
            flat.addAll(part instanceof Any(List<Formula> inner) ? inner : List.of(part));
        }
        List<Formula> joined = join(flat, (one, other) -> Joining.of(Logic.OR, one, other));
        if (joined.contains(ALWAYS)) {
            return ALWAYS;
        }
        List<Formula> rest = joined.stream().filter(part -> !part.equals(NEVER)).toList();
        return rest.isEmpty() ? NEVER : rest.size() == 1 ? rest.getFirst() : new Any(rest);
    }

    /** An odd number of them. */
    static Formula odd(List<Formula> parts) {
        boolean flip = false;
        List<Formula> rest = new ArrayList<>();
        List<Formula> joined =
                join(parts, (one, other) -> all(List.of(any(List.of(one, other)), not(all(List.of(one, other))))));
        for (Formula part : joined) {
            if (part instanceof Constant(boolean truth)) {
                flip ^= truth;
            } else {
                rest.add(part);
            }
        }
        if (rest.isEmpty()) {
            return new Constant(flip);
        }
        if (flip) {
            rest.set(0, not(rest.getFirst()));
        }
        return rest.size() == 1 ? rest.getFirst() : new Odd(List.copyOf(rest));
    }

    /** Joins leaves on the same value, each where the first of them stood, and leaves out what stands twice. */
    private static List<Formula> join(List<Formula> parts, BinaryOperator<Formula> joining) {
        Map<Object, Integer> places = new HashMap<>();
        List<Formula> joined = new ArrayList<>();
        for (Formula part : parts) {
            Optional<Object> subject = Joining.subject(part);
            Integer place = subject.map(places::get).orElse(null);
            if (place == null) {
                subject.ifPresent(value -> places.put(value, joined.size()));
                joined.add(part);
            } else {
                joined.set(place, joining.apply(joined.get(place), part));
                if (Joining.subject(joined.get(place)).isEmpty()) {
                    places.remove(subject.orElseThrow());
                }
            }
        }
        return joined;
    }

    /** Every leaf. */
    static List<Leaf> leaves(Formula formula) {
        Set<Leaf> leaves = new LinkedHashSet<>();
        collect(formula, leaves);
        return List.copyOf(leaves);
    }

    private static void collect(Formula formula, Set<Leaf> leaves) {
        switch (formula) {
            case Constant ignored -> {}
            case Leaf leaf -> leaves.add(leaf);
            case All(List<Formula> parts) -> parts.forEach(part -> collect(part, leaves));
            case Any(List<Formula> parts) -> parts.forEach(part -> collect(part, leaves));
            case Odd(List<Formula> parts) -> parts.forEach(part -> collect(part, leaves));
        }
    }
}
