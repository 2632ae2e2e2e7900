package org.firewright.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Logic;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.policy.Policy;
import org.firewright.simulate.Simulator;
import org.firewright.simulate.Trace;

/** Looks at the conditions of one rule in the light of each other. */
final class ConditionCheck {
    private final RuleSets.Prepared rule;
    private final Optional<Logic> logic;
    private final Map<Expression, Formula> parts;
    private final Map<Header, Formula> negated;

    private ConditionCheck(
            RuleSets.Prepared rule,
            Optional<Logic> logic,
            Map<Expression, Formula> parts,
            Map<Header, Formula> negated) {
        this.rule = rule;
        this.logic = logic;
        this.parts = parts;
        this.negated = negated;
    }

    /** What has to be prepared before the packets are divided. */
    static ConditionCheck prepare(
            Policy policy, RuleSets.Prepared rule, RuleSets sets, Map<String, AddressRanges> lists) {
        Map<Expression, Formula> parts = new LinkedHashMap<>();
        Map<Header, Formula> negated = new LinkedHashMap<>();
        Optional<Logic> logic = Optional.empty();
        if (rule.expression().isPresent()) {
            Expression expression = rule.expression().get();
            // A rate counts for itself at each place: taken apart it would be another one.
            boolean apart = rule.undecided().isEmpty();
            if (apart && expression instanceof Expression.Combination combination && combination.logic() != Logic.XOR) {
                logic = Optional.of(combination.logic());
                combination.parts().forEach(part -> parts.put(part, sets.part(part, lists, policy.hook())));
            }
            Negations.untested(expression)
                    .forEach(header -> negated.put(header, sets.conditions().header(header)));
        }
        return new ConditionCheck(rule, logic, parts, negated);
    }

    /** Which two conditions contradict each other, as a sentence; empty where it is not as simple. */
    String whyNever(Space space) {
        List<Expression> all = List.copyOf(parts.keySet());
        if (logic.equals(Optional.of(Logic.AND))) {
            for (int i = 0; i < all.size(); i++) {
                int one = space.packets(parts.get(all.get(i)));
                if (one == Diagrams.NONE) {
                    return Expressions.print(all.get(i)) + " never holds.";
                }
                for (int j = 0; j < i; j++) {
                    int other = space.packets(parts.get(all.get(j)));
                    if (space.diagrams().and(one, other) == Diagrams.NONE) {
                        return Expressions.print(all.get(j)) + " and " + Expressions.print(all.get(i))
                                + " never hold together.";
                    }
                }
            }
        }
        return "";
    }

    /**
     * Findings about single conditions.
     *
     * @param matching the packets that match the rule, also such as there are none of
     * @param matters whether the rule as a whole can match and asks for anything
     */
    List<Finding> findings(Space space, int matching, boolean matters, Simulator simulator) {
        List<Finding> findings = new ArrayList<>();
        if (matters) {
            idle(space, matching).ifPresent(findings::add);
            negated.forEach((header, formula) -> {
                int others = space.diagrams().minus(space.packets(rule.own()), space.of(formula));
                if (others != Diagrams.NONE) {
                    findings.add(otherProtocols(space, header, others, simulator));
                }
            });
        }
        return findings;
    }

    /** The first condition without which the same packets match. A protocol named beside its port is good style. */
    private Optional<Finding> idle(Space space, int matching) {
        if (logic.isEmpty()) {
            return Optional.empty();
        }
        Diagrams diagrams = space.diagrams();
        boolean and = logic.get() == Logic.AND;
        for (Expression part : parts.keySet()) {
            int rest = and ? Diagrams.ALL : Diagrams.NONE;
            for (Map.Entry<Expression, Formula> other : parts.entrySet()) {
                if (!other.getKey().equals(part)) {
                    int packets = space.of(other.getValue());
                    rest = and ? diagrams.and(rest, packets) : diagrams.or(rest, packets);
                }
            }
            boolean same = diagrams.and(space.world(), diagrams.differ(rest, matching)) == Diagrams.NONE;
            if (same && !isProtocol(part)) {
                String text = Expressions.print(part);
                return Optional.of(new Finding(
                        Finding.Kind.IDLE_CONDITION,
                        rule.place().policy(),
                        rule.number(),
                        rule.rule().name(),
                        List.of(),
                        Optional.of(part.span()),
                        "Without " + text + " the same packets match.",
                        and ? "The other conditions say so already." : "The other conditions hold then anyway.",
                        Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static boolean isProtocol(Expression expression) {
        return switch (expression) {
            case Expression.Comparison(
                    Operand.OfField(Field field, var place),
                    Relation relation,
                    var value,
                    var span) -> field == Field.IP_PROTO;
            case Expression.InSet(Operand.OfField(Field field, var place), var items, var span) ->
                field == Field.IP_PROTO;
            default -> false;
        };
    }

    private static Stream<Trace> all(List<Trace> traces) {
        return traces.stream().flatMap(trace -> Stream.concat(Stream.of(trace), all(trace.inside())));
    }

    private Finding otherProtocols(Space space, Header header, int others, Simulator simulator) {
        Example packet = ExamplePacket.of(space.dimensions(), space.example(others));
        boolean confirmed = simulator.problems().isEmpty()
                && all(simulator.trace(packet.packet()))
                        .anyMatch(trace ->
                                trace.number() == rule.number() && trace.rule().equals(rule.rule()) && trace.holds());
        String name = header.text();
        return new Finding(
                Finding.Kind.OTHER_PROTOCOLS,
                rule.place().policy(),
                rule.number(),
                rule.rule().name(),
                List.of(),
                Optional.empty(),
                "Packets that are not " + name + " match too: they lack the field whose condition is negated.",
                "If that is not meant, add: ip.proto == \"" + (header == Header.ICMP ? "icmp" : name) + "\" and …",
                Optional.of(packet.confirmed(confirmed)));
    }
}
