package org.firewright.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.firewright.expression.Expressions;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.simulate.Journey;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.RulePlace;
import org.firewright.simulate.Simulator;
import org.firewright.simulate.Trace;

/** What one policy does with a packet, and how each of its rules looks at it, in words. */
final class SimulatedPacket {
    private final Policy policy;
    private final Outcome outcome;
    private final Result result;

    /** Of a policy that a packet has met on its way. */
    SimulatedPacket(Journey journey, Journey.Met met) {
        policy = met.policy();
        outcome = met.outcome();
        Simulator simulator = journey.simulators().stream()
                .filter(each -> each.policy().equals(policy))
                .findFirst()
                .orElseThrow();
        result = new Result(
                policy.name(),
                word(outcome.action()),
                outcome.decidedBy().map(RulePlace::name).orElse(""),
                outcome.decidedBy()
                        .map(RulePlace::policy)
                        .filter(group -> !group.equals(policy.name()))
                        .orElse(""),
                outcome.counted().stream().map(RulePlace::name).toList(),
                outcome.unknown().stream().map(RulePlace::name).toList(),
                simulator.trace(met.packet()).stream()
                        .map(SimulatedPacket::looked)
                        .toList(),
                simulator.problems().stream().map(ToldProblem::of).toList());
    }

    /**
     * The result as JSON; {@code rule} is empty where the policy's default decides, and {@code group} is where that rule
     * stands if not in the policy itself.
     */
    record Result(
            String policy,
            String action,
            String rule,
            String group,
            List<String> counted,
            List<String> unknown,
            List<Looked> rules,
            List<ToldProblem> problems) {}

    /** How a rule looked at the packet; of a jump that it took, the group and how its rules did. */
    record Looked(
            int number,
            String rule,
            boolean reached,
            boolean holds,
            boolean known,
            List<Seen> conditions,
            String group,
            List<Looked> inside) {}

    /** A condition, and the value that it saw. */
    record Seen(String condition, boolean holds, String value) {}

    Result result() {
        return result;
    }

    /** Such as {@code drop, by rule 1 (Bad actors)}. */
    String sentence() {
        return word(outcome.action()) + ", by "
                + outcome.decidedBy().map(this::words).orElse("the default of policy " + policy.name());
    }

    /** A rule; one of a group with the jumps that led to it. */
    private String words(RulePlace decider) {
        StringBuilder words = new StringBuilder(text(decider));
        if (!outcome.through().isEmpty()) {
            words.append(" of group ").append(decider.policy()).append(", through ");
            words.append(outcome.through().stream()
                    .map(jump -> text(jump) + (jump.policy().equals(policy.name()) ? "" : " of " + jump.policy()))
                    .collect(Collectors.joining(", then ")));
        }
        return words.toString();
    }

    private static String text(RulePlace place) {
        return "rule " + place.number() + " (" + place.name() + ")";
    }

    /** The rules, line by line, and what a packet by itself does not tell. */
    void print(Output output) {
        result.rules.forEach(rule -> print(rule, "  ", output));
        outcome.unknown()
                .forEach(rule ->
                        output.step("Not known: a packet by itself does not tell whether it is beyond the rate of "
                                + rule.name() + ". A capture does, with --pcap."));
    }

    private static Looked looked(Trace trace) {
        return new Looked(
                trace.number(),
                trace.rule().name(),
                trace.reached(),
                trace.holds(),
                trace.known(),
                trace.conditions().stream()
                        .map(seen -> new Seen(Expressions.print(seen.condition()), seen.holds(), seen.value()))
                        .toList(),
                trace.inside().isEmpty() ? "" : trace.rule().to(),
                trace.inside().stream().map(SimulatedPacket::looked).toList());
    }

    private static void print(Looked rule, String indent, Output output) {
        String how = !rule.known ? "may match" : rule.holds ? "matches" : "does not match";
        String jump = rule.group.isEmpty() ? "" : ", jumps to " + rule.group;
        output.line(
                indent + rule.number + " " + rule.rule + ": " + (rule.reached ? how : "not reached, " + how) + jump);
        for (Seen seen : rule.conditions) {
            String value = seen.value.isEmpty() ? "the packet has none" : seen.value;
            String truth = seen.value.equals(Trace.UNKNOWN) ? "?    " : seen.holds ? "yes  " : "no   ";
            output.line(indent + "    " + truth + seen.condition + "   (" + value + ")");
        }
        rule.inside.forEach(inside -> print(inside, indent + "  ", output));
    }

    static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
