package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Family;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.PinnedProgram;
import org.firewright.agent.nftables.model.Step;

/** Makes a rule as the kernel is to have it: step by step, with the sets that its steps need. */
final class RuleMaking {
    private final String namespace;
    private final Rule rule;
    private final Function<Condition, String> pins;
    /** Of whose packets it is; null where it is made for all. */
    private final Family family;

    private final List<Step> steps = new ArrayList<>();
    private final List<Batch.StepOrigin> origins = new ArrayList<>();
    private final List<RuleItems.Values> sets = new ArrayList<>();
    private final List<Item.Set> rates = new ArrayList<>();
    private boolean familyKnown;

    private RuleMaking(String namespace, Rule rule, Function<Condition, String> pins, Family family) {
        this.namespace = namespace;
        this.rule = rule;
        this.pins = pins;
        this.family = family;
        this.familyKnown = family == null || rule.conditions().contains(family.test());
    }

    /**
     * One rule, or with a rate one for each family that it may meet.
     *
     * @param pins the path in bpffs of the program that decides a condition
     * @throws ProblemException of kind REQUEST, with its place, when a condition makes no sense or there are too many
     */
    static List<RuleItems> of(String namespace, String chain, Rule rule, Function<Condition, String> pins)
            throws ProblemException {
        if (rule.conditions().stream().noneMatch(Condition.Rate.class::isInstance)) {
            return List.of(new RuleMaking(namespace, rule, pins, null).make(chain));
        }
        List<RuleItems> ofFamilies = new ArrayList<>();
        for (Family family : Family.of(rule.conditions())) {
            ofFamilies.add(new RuleMaking(namespace, rule, pins, family).make(chain));
        }
        return List.copyOf(ofFamilies);
    }

    private RuleItems make(String chain) throws ProblemException {
        for (int i = 0; i < rule.conditions().size(); i++) {
            if (rule.conditions().get(i) instanceof Condition.Rate rate) {
                rate(rate, i + 1);
            } else {
                condition(rule.conditions().get(i), i + 1);
            }
        }
        for (Step action : ActionSteps.of(rule)) {
            steps.add(action);
            origins.add(RuleItems.ACTION);
        }
        return RuleItems.of(place(0), chain, rule, steps, origins, sets, rates);
    }

    private Place place(int condition) {
        return new Place(namespace, rule.number(), rule.name(), condition);
    }

    private void condition(Condition condition, int number) throws ProblemException {
        boolean pinned = condition instanceof Condition.InList || condition instanceof Condition.Program;
        String pin = pinned ? pins.apply(condition) : null;
        ConditionSteps.Encoded encoded = encode(condition, place(number), pin);
        if (encoded.set() != null) {
            sets.add(new RuleItems.Values(place(number), encoded.set(), encoded.elements()));
        }
        add(encoded.steps(), number, pin);
    }

    private ConditionSteps.Encoded encode(Condition condition, Place here, String pin) throws ProblemException {
        try {
            return switch (condition) {
                case Condition.Match match -> ConditionSteps.encode(match, sets.size() + 1);
                case Condition.Masked masked -> ConditionSteps.encode(masked, sets.size() + 1);
                case Condition.InList ignored -> program(pin);
                case Condition.Program ignored -> program(pin);
                case Condition.Rate ignored -> throw new IllegalStateException("Rates are made otherwise.");
            };
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    RulesetEncoder.refused(here, e.getMessage()).problem(), e);
        }
    }

    private static ConditionSteps.Encoded program(String pin) {
        return new ConditionSteps.Encoded(List.of(PinnedProgram.match(pin)), null, List.of());
    }

    private void rate(Condition.Rate rate, int number) throws ProblemException {
        if (!familyKnown) {
            familyKnown = true;
            add(encode(family.test(), place(number), null).steps(), number, null);
        }
        Item.Set set = ConditionSteps.set(rate, family, rate.set(rule.id(), number, family));
        rates.add(set);
        add(ConditionSteps.encode(rate, family, set.name()), number, null);
    }

    private void add(List<Step> made, int number, String pin) {
        for (Step step : made) {
            steps.add(step);
            origins.add(new Batch.StepOrigin(number, pin));
        }
    }
}
