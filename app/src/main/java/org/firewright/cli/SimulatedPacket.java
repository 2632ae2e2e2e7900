package org.firewright.cli;

import java.util.List;
import java.util.Locale;
import org.firewright.expression.Expressions;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Journey;
import org.firewright.simulate.Outcome;
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
                outcome.decidedBy().map(PolicyRule::name).orElse(""),
                outcome.counted().stream().map(PolicyRule::name).toList(),
                outcome.unknown().stream().map(PolicyRule::name).toList(),
                simulator.trace(met.packet()).stream()
                        .map(SimulatedPacket::looked)
                        .toList(),
                simulator.problems().stream().map(ToldProblem::of).toList());
    }

    /** The result as JSON; {@code rule} is empty where the policy's default decides. */
    record Result(
            String policy,
            String action,
            String rule,
            List<String> counted,
            List<String> unknown,
            List<Looked> rules,
            List<ToldProblem> problems) {}

    /** How a rule looked at the packet. */
    record Looked(int number, String rule, boolean reached, boolean holds, boolean known, List<Seen> conditions) {}

    /** A condition, and the value that it saw. */
    record Seen(String condition, boolean holds, String value) {}

    Result result() {
        return result;
    }

    /** Such as {@code drop, by rule 1 (Bad actors)}. */
    String sentence() {
        return outcome.decidedBy()
                .map(rule -> word(outcome.action()) + ", by rule "
                        + (policy.rules().indexOf(rule) + 1) + " (" + rule.name() + ")")
                .orElseGet(() -> word(outcome.action()) + ", by the default of policy " + policy.name());
    }

    /** The rules, line by line, and what a packet by itself does not tell. */
    void print(Output output) {
        result.rules.forEach(rule -> print(rule, output));
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
                        .toList());
    }

    private static void print(Looked rule, Output output) {
        String how = !rule.known ? "may match" : rule.holds ? "matches" : "does not match";
        output.line("  " + rule.number + " " + rule.rule + ": " + (rule.reached ? how : "not reached, " + how));
        for (Seen seen : rule.conditions) {
            String value = seen.value.isEmpty() ? "the packet has none" : seen.value;
            String truth = seen.value.equals(Trace.UNKNOWN) ? "?    " : seen.holds ? "yes  " : "no   ";
            output.line("      " + truth + seen.condition + "   (" + value + ")");
        }
    }

    static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
