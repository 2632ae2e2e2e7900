package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Blocks;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;

/** A rule's text with single conditions added, replaced or taken away, as chips let one do it. */
final class Conditions {
    private Conditions() {}

    /**
     * Where a chip stands.
     *
     * @param block which of the conditions that must all hold, from 0 on
     * @param alternative which of its alternatives, from 0 on
     */
    record Place(int block, int alternative) {}

    /** The text's blocks; empty where the text has no such form, or an error. */
    static Optional<Blocks> blocks(String when) {
        if (when.isBlank()) {
            return Optional.of(new Blocks(List.of()));
        }
        return expression(when).flatMap(Blocks::of);
    }

    /** The text as an expression; empty for every packet or where it has an error. */
    static Optional<Expression> expression(String when) {
        return !when.isBlank() && Expressions.parse(when) instanceof Parsed.Valid(Expression valid)
                ? Optional.of(valid)
                : Optional.empty();
    }

    /** A single condition that is known to be one. Throws IllegalArgumentException where it is not. */
    static Expression single(String text) {
        return expression(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no condition."));
    }

    /** Whether the text is a single condition, as a chip is. */
    static boolean isOne(String text) {
        return blocks(text).map(Conditions::places).orElse(List.of()).size() == 1;
    }

    /** Places of all chips in order. */
    static List<Place> places(Blocks blocks) {
        List<Place> places = new ArrayList<>();
        for (int block = 0; block < blocks.blocks().size(); block++) {
            int alternatives = blocks.blocks().get(block).alternatives().size();
            for (int alternative = 0; alternative < alternatives; alternative++) {
                places.add(new Place(block, alternative));
            }
        }
        return places;
    }

    /** The condition at a place; empty where there is none. */
    static Optional<Expression> at(String when, Place place) {
        return blocks(when)
                .filter(blocks -> places(blocks).contains(place))
                .map(blocks -> blocks.blocks().get(place.block()).alternatives().get(place.alternative()));
    }

    /** Both must hold. What has no blocks stays as it was written, in parentheses. */
    static String and(String when, Expression condition) {
        Optional<Blocks> blocks = blocks(when);
        if (blocks.isEmpty()) {
            return "(" + when.strip() + ") and " + Expressions.print(condition);
        }
        List<Blocks.Block> all = new ArrayList<>(blocks.get().blocks());
        all.add(new Blocks.Block(List.of(condition)));
        return new Blocks(all).text();
    }

    /** The condition becomes an alternative behind the one at the place. */
    static String or(String when, Place place, Expression condition) {
        return changed(when, place, alternatives -> alternatives.add(place.alternative() + 1, condition));
    }

    /** Another condition stands at the place. */
    static String replace(String when, Place place, Expression condition) {
        return changed(when, place, alternatives -> alternatives.set(place.alternative(), condition));
    }

    /** The same for one that is typed; empty while it is none. */
    static Optional<String> replace(String when, Place place, Parsed typed) {
        return typed instanceof Parsed.Valid(Expression condition)
                ? Optional.of(replace(when, place, condition))
                : Optional.empty();
    }

    /** The condition at the place is gone. */
    static String remove(String when, Place place) {
        return changed(when, place, alternatives -> alternatives.remove(place.alternative()));
    }

    /** The condition at the place means the opposite. */
    static String negate(String when, Place place) {
        Expression now = at(when, place).orElseThrow();
        Expression opposite = now instanceof Expression.Not not ? not.inner() : new Expression.Not(now, now.span());
        return replace(when, place, opposite);
    }

    private interface Change {
        void on(List<Expression> alternatives);
    }

    private static String changed(String when, Place place, Change change) {
        List<Blocks.Block> all = new ArrayList<>(blocks(when).orElseThrow().blocks());
        List<Expression> alternatives = new ArrayList<>(all.get(place.block()).alternatives());
        change.on(alternatives);
        if (alternatives.isEmpty()) {
            all.remove(place.block());
        } else {
            all.set(place.block(), new Blocks.Block(alternatives));
        }
        return new Blocks(all).text();
    }
}
