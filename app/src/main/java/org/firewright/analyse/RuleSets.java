package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Rules as sets of packets: prepared one by one, divided together, asked afterwards. */
final class RuleSets {
    private final Dimensions dimensions = new Dimensions();
    private Space space;
    private Conditions last;

    /**
     * A rule that takes part.
     *
     * @param number its place in the policy, from 1 on
     * @param expression empty where every packet matches, or where the text is no expression
     * @param whole what it asks, as a formula
     * @param undecided conditions that no single packet decides
     */
    record Prepared(
            PolicyRule rule, int number, Optional<Expression> expression, Formula whole, List<String> undecided) {
        boolean decides() {
            return rule.decides();
        }
    }

    /** A policy's enabled rules. */
    List<Prepared> prepare(Policy policy, Map<String, AddressRanges> lists) {
        List<Prepared> prepared = new ArrayList<>();
        int number = 0;
        for (PolicyRule rule : policy.rules()) {
            number++;
            if (rule.enabled()) {
                prepared.add(limited(prepare(policy, rule, number, lists)));
            }
        }
        return prepared;
    }

    /** Whether a packet is within a rate no single packet tells. */
    private Prepared limited(Prepared prepared) {
        if (prepared.rule().limit().isEmpty()) {
            return prepared;
        }
        List<String> undecided = new ArrayList<>(prepared.undecided());
        undecided.add("its limit");
        Formula within = Conditions.yes(
                dimensions.question("limit " + dimensions.questions().size()));
        return new Prepared(
                prepared.rule(),
                prepared.number(),
                prepared.expression(),
                Formula.all(prepared.whole(), within),
                undecided);
    }

    private Prepared prepare(Policy policy, PolicyRule rule, int number, Map<String, AddressRanges> lists) {
        List<String> undecided = new ArrayList<>();
        last = new Conditions(dimensions, lists, undecided, policy.hook());
        if (rule.when().isBlank()) {
            return new Prepared(rule, number, Optional.empty(), Formula.TRUE, undecided);
        }
        return switch (Expressions.parse(rule.when(), policy.variables())) {
            case Parsed.Valid(Expression expression) ->
                new Prepared(rule, number, Optional.of(expression), last.of(expression), undecided);
            case Parsed.Invalid ignored -> {
                undecided.add("it is no expression");
                Formula either = Conditions.yes(dimensions.question("rule " + number));
                yield new Prepared(rule, number, Optional.empty(), either, undecided);
            }
        };
    }

    /** A part of an expression, to be asked for later. */
    Formula part(Expression expression, Map<String, AddressRanges> lists, Hook hook) {
        return new Conditions(dimensions, lists, new ArrayList<>(), hook).of(expression);
    }

    Conditions conditions() {
        return last == null ? new Conditions(dimensions, Map.of(), new ArrayList<>(), Hook.PREROUTING) : last;
    }

    /** For policies that packets meet one behind the other. */
    Passage passage() {
        return new Passage(dimensions, conditions());
    }

    /** Divides everything that was prepared; nothing can be prepared afterwards. */
    Space divide() {
        if (space == null) {
            List<Formula> likely = Space.likely(dimensions, conditions());
            Formula world = World.of(dimensions, conditions());
            space = new Space(dimensions, world, likely);
        }
        return space;
    }
}
