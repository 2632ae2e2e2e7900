package org.firewright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.expression.Expressions;
import org.firewright.expression.Suggestion;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.Simulator;
import org.firewright.simulate.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what a policy would do with a packet, and why, or with all packets of a capture. */
@Command(
        name = "simulate",
        description = "What a policy would do with a packet, and why, or with a capture file. No host is touched.",
        footer = {
            "",
            "For example: app/firewright simulate PROJECT edge tcp 203.0.113.9:40000 192.0.2.1:22",
            "or with IPv6: udp [2001:db8::1]:4000 [2001:db8::2]:53",
            "All packets of a capture: app/firewright simulate PROJECT edge --pcap capture.pcap"
        })
final class Simulate extends ProjectVerb {
    @Parameters(index = "1", paramLabel = "TARGET|POLICY", description = "HOST/NAMESPACE or the name of a policy.")
    private String whose;

    @Parameters(index = "2", arity = "0..1", paramLabel = "PROTOCOL", description = "tcp, udp, icmp, … or a number.")
    private String protocol;

    @Parameters(
            index = "3",
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "Address, with tcp and udp address:port.")
    private String source;

    @Parameters(index = "4", arity = "0..1", paramLabel = "DESTINATION", description = "Likewise.")
    private String destination;

    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            description = "Instead of one packet all of a capture file (pcap or pcapng).")
    private Path pcap;

    @Option(names = "--iif", paramLabel = "NAME", description = "The interface that the packet came in by.")
    private String iif = "";

    @Option(names = "--oif", paramLabel = "NAME", description = "The interface that it leaves by.")
    private String oif = "";

    @Option(
            names = "--expect",
            paramLabel = "ACTION",
            description = "accept, drop or reject; any other outcome is exit code 1.")
    private Expected expected;

    Simulate(Surroundings surroundings) {
        super(surroundings);
    }

    /** What can become of a packet in the end. */
    private enum Expected {
        ACCEPT,
        DROP,
        REJECT
    }

    /** The result as JSON; {@code rule} is empty where the policy's default decides. */
    private record Simulated(
            String policy,
            String action,
            String rule,
            List<String> counted,
            List<String> unknown,
            List<Looked> rules,
            List<ToldProblem> problems) {}

    private record Looked(
            int number, String rule, boolean reached, boolean holds, boolean known, List<Seen> conditions) {}

    private record Seen(String condition, boolean holds, String value) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = load().whole(output);
        Policy policy = policy(compiled);
        Simulator simulator = Simulator.of(policy, LoadedProject.contents(compiled), compiled.facts());
        if (pcap != null) {
            return replay(policy, simulator, output);
        }
        Packet packet = packet();
        Outcome outcome = simulator.simulate(packet);
        List<Looked> rules =
                simulator.trace(packet).stream().map(Simulate::looked).toList();
        output.line(sentence(policy, outcome));
        rules.forEach(rule -> print(rule, output));
        simulator.problems().forEach(problem -> output.step("Left out: " + problem.text()));
        outcome.unknown()
                .forEach(rule ->
                        output.step("Not known: a packet by itself does not tell whether it is beyond the rate of "
                                + rule.name() + ". A capture does, with --pcap."));
        output.value(new Simulated(
                policy.name(),
                word(outcome.action()),
                outcome.decidedBy().map(PolicyRule::name).orElse(""),
                outcome.counted().stream().map(PolicyRule::name).toList(),
                outcome.unknown().stream().map(PolicyRule::name).toList(),
                rules,
                simulator.problems().stream().map(ToldProblem::of).toList()));
        boolean sure = simulator.problems().isEmpty() && outcome.unknown().isEmpty();
        boolean asExpected =
                expected == null || expected.name().equals(outcome.action().name());
        return sure && asExpected ? ExitCode.OK : ExitCode.NO;
    }

    private int replay(Policy policy, Simulator simulator, Output output) throws ProblemException {
        if (protocol != null) {
            throw wrong("Give either a packet or a capture file, not both.");
        }
        Replay replay = Replay.of(pcap, policy, simulator, new Packet.Surroundings(iif, oif, ""));
        replay.lines().forEach(output::line);
        simulator.problems().forEach(problem -> output.step("Left out: " + problem.text()));
        output.value(replay.result(simulator));
        boolean asExpected = expected == null || replay.only(Action.valueOf(expected.name()));
        return simulator.problems().isEmpty() && asExpected ? ExitCode.OK : ExitCode.NO;
    }

    private Policy policy(CompiledProject compiled) {
        return compiled.project().targets().stream()
                .filter(target -> target.text().equals(whose))
                .findFirst()
                .flatMap(target -> compiled.project().policy(target))
                .or(() -> compiled.project().policy(whose))
                .orElseThrow(() -> wrong(("The project has neither a policy nor a target " + whose + ". "
                                + Suggestion.question(
                                        whose,
                                        compiled.project().policies().stream()
                                                .map(Policy::name)
                                                .toList()))
                        .strip()));
    }

    private Packet packet() {
        if (destination == null) {
            throw wrong("Give a packet as PROTOCOL SOURCE DESTINATION, or a capture file with --pcap.");
        }
        try {
            byte[] bytes = PacketWords.form(protocol, source, destination).bytes();
            return Packet.of(bytes, new Packet.Surroundings(iif, oif, ""));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private static String sentence(Policy policy, Outcome outcome) {
        return outcome.decidedBy()
                .map(rule -> word(outcome.action()) + ", by rule "
                        + (policy.rules().indexOf(rule) + 1) + " (" + rule.name() + ")")
                .orElseGet(() -> word(outcome.action()) + ", by the default of policy " + policy.name());
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
