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
import org.firewright.policy.Groups;
import org.firewright.policy.JumpCheck;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.RulePlace;

/** Rules as sets of packets: prepared one by one, divided together, asked afterwards. */
final class RuleSets {
    private final Dimensions dimensions = new Dimensions();
    private Space space;
    private Conditions last;

    /** More rules than that, each counted for every way to it, are not looked at together. */
    private static final int MOST = 20_000;

    /**
     * A rule that takes part; one of a group as often as there are ways to it.
     *
     * @param place where it stands
     * @param through the jumps by which packets come to it, from the policy's own on
     * @param expression empty where every packet matches, or where the text is no expression
     * @param own what it asks by itself, as a formula
     * @param whole what it and the jumps on the way ask
     * @param undecided conditions that no single packet decides
     */
    record Prepared(
            RulePlace place,
            List<RulePlace> through,
            Optional<Expression> expression,
            Formula own,
            Formula whole,
            List<String> undecided) {
        PolicyRule rule() {
            return place.rule();
        }

        int number() {
            return place.number();
        }

        boolean inGroup() {
            return !through.isEmpty();
        }

        boolean decides() {
            return rule().decides();
        }
    }

    /** A policy's enabled rules, those of groups behind each jump to them: who is not decided there is so behind it. */
    List<Prepared> prepare(Policy policy, Groups groups, Map<String, AddressRanges> lists) {
        List<Prepared> prepared = new ArrayList<>();
        prepare(policy, policy.hook(), groups, List.of(), Formula.TRUE, lists, prepared);
        return prepared;
    }

    private void prepare(
            Policy policy,
            Hook hook,
            Groups groups,
            List<RulePlace> through,
            Formula coming,
            Map<String, AddressRanges> lists,
            List<Prepared> prepared) {
        for (int i = 0; i < policy.rules().size(); i++) {
            PolicyRule rule = policy.rules().get(i);
            if (!rule.enabled()) {
                continue;
            }
            if (prepared.size() >= MOST) {
                throw new Diagrams.TooIntricate();
            }
            Prepared made = prepare(policy, new RulePlace(policy.name(), i + 1, rule), through, coming, hook, lists);
            prepared.add(made);
            Optional<Policy> group = rule.jumps() ? groups.named(rule.to()) : Optional.empty();
            if (group.isPresent() && JumpCheck.of(policy, rule, groups).isEmpty()) {
                List<RulePlace> further = new ArrayList<>(through);
                further.add(made.place());
                prepare(group.get(), hook, groups, List.copyOf(further), made.whole(), lists, prepared);
            }
        }
    }

    private Prepared prepare(
            Policy policy,
            RulePlace place,
            List<RulePlace> through,
            Formula coming,
            Hook hook,
            Map<String, AddressRanges> lists) {
        List<String> undecided = new ArrayList<>();
        last = new Conditions(dimensions, lists, undecided, hook);
        PolicyRule rule = place.rule();
        Optional<Expression> expression = Optional.empty();
        Formula own = Formula.TRUE;
        if (!rule.when().isBlank()) {
            switch (Expressions.parse(rule.when(), policy.variables())) {
                case Parsed.Valid(Expression valid) -> {
                    expression = Optional.of(valid);
                    own = last.of(valid);
                }
                case Parsed.Invalid ignored -> {
                    undecided.add("it is no expression");
                    own = question("rule ");
                }
            }
        }
        if (rule.limit().isPresent()) {
            // Whether a packet is within a rate no single packet tells.
            undecided.add("its limit");
            own = Formula.all(own, question("limit "));
        }
        Formula whole = through.isEmpty() ? own : Formula.all(coming, own);
        return new Prepared(place, through, expression, own, whole, undecided);
    }

    private Formula question(String what) {
        return Conditions.yes(dimensions.question(what + dimensions.questions().size()));
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
