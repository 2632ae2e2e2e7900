package org.firewright.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Logic;
import org.firewright.policy.PolicyRule;

/**
 * A rule that is on and can be asked.
 *
 * @param place the rule where it stands
 * @param expression empty where every packet matches
 * @param test what one packet tells, always true without an expression
 * @param rates what packets before it tell, in the order in which they are asked; all must hold as well
 */
record PreparedRule(RulePlace place, Optional<Expression> expression, PacketTest test, List<RateTest> rates) {
    PreparedRule {
        rates = List.copyOf(rates);
    }

    /**
     * A rate that is asked of packets that meet the rest.
     *
     * @param within whether packets within the rate are meant, not those beyond
     */
    record RateTest(Field key, long packets, long seconds, boolean within) {}

    PolicyRule rule() {
        return place.rule();
    }

    /** Without an expression. */
    static PreparedRule always(RulePlace place) {
        return new PreparedRule(place, Optional.empty(), packet -> true, List.of());
    }

    /** Throws NotSimulated where packets do not tell whether the expression holds. */
    static PreparedRule of(RulePlace place, Expression expression, Tests tests) throws NotSimulated {
        List<RateTest> rates = new ArrayList<>();
        List<PacketTest> parts = new ArrayList<>();
        split(expression, true, tests, rates, parts);
        PacketTest first = parts.isEmpty() ? packet -> true : parts.getFirst();
        PacketTest test = parts.size() < 2
                ? first
                : packet -> {
                    for (PacketTest part : parts) {
                        if (!part.holds(packet)) {
                            return false;
                        }
                    }
                    return true;
                };
        return new PreparedRule(place, Optional.of(expression), test, rates);
    }

    /** Takes what must hold apart; only there a rate may stand, since whoever is asked for it is counted. */
    private static void split(
            Expression expression, boolean positive, Tests tests, List<RateTest> rates, List<PacketTest> parts)
            throws NotSimulated {
        switch (expression) {
            case Expression.Not not -> split(not.inner(), !positive, tests, rates, parts);
            case Expression.Rate rate -> rates.add(new RateTest(rate.key(), rate.packets(), rate.seconds(), !positive));
            case Expression.Combination combination
            when combination.logic() == (positive ? Logic.AND : Logic.OR) -> {
                for (Expression part : combination.parts()) {
                    split(part, positive, tests, rates, parts);
                }
            }
            default -> {
                PacketTest test = tests.of(expression);
                parts.add(positive ? test : packet -> !test.holds(packet));
            }
        }
    }
}
