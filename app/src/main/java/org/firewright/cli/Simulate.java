package org.firewright.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.expression.Suggestion;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;
import org.firewright.policy.Way;
import org.firewright.simulate.Journey;
import org.firewright.simulate.Packet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what a policy, or all policies of a target, would do with a packet, and why, or with all packets of a capture. */
@Command(
        name = "simulate",
        description = {
            "What a policy would do with a packet, and why, or with a capture file. No host is touched.",
            "Of a target with several policies a packet meets those on its way, each unless an earlier one drops it."
        },
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
            names = "--way",
            paramLabel = "WAY",
            description = "Of a target: to the namespace, through it, or from it; without it every way is told.")
    private Way way;

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
        REJECT;

        Action action() {
            return Action.valueOf(name());
        }
    }

    /** What all policies together do with packets that take one way, as JSON. */
    private record Together(String way, String action, String policy, List<SimulatedPacket.Result> met) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = load().whole(output);
        Project.Together subject = subject(compiled.project());
        List<Policy> policies = subject.policies();
        List<Journey> journeys = ways(policies).stream()
                .map(each -> Journey.of(
                        each, policies, subject.groups(), LoadedProject.contents(compiled), compiled.facts()))
                .toList();
        boolean asExpected = pcap != null ? replay(journeys, output) : simulate(journeys, policies.size() == 1, output);
        List<ProjectProblem> problems = journeys.stream()
                .flatMap(journey -> journey.problems().stream())
                .distinct()
                .toList();
        problems.forEach(problem -> output.step("Left out: " + problem.text()));
        return problems.isEmpty() && asExpected ? ExitCode.OK : ExitCode.NO;
    }

    /** Whether every packet meets the end that is expected. */
    private boolean replay(List<Journey> journeys, Output output) throws ProblemException {
        if (protocol != null) {
            throw wrong("Give either a packet or a capture file, not both.");
        }
        if (journeys.size() > 1) {
            throw wrong(
                    "The target's policies are on several ways of packets. Say which one the capture's packets take: "
                            + journeys.stream()
                                    .map(journey -> "--way " + journey.way().word())
                                    .collect(Collectors.joining(" or "))
                            + ".");
        }
        Replay replay = Replay.of(pcap, journeys.getFirst(), new Packet.Surroundings(iif, oif, ""));
        replay.lines().forEach(output::line);
        output.value(replay.result());
        return expected == null || replay.only(expected.action());
    }

    /** Whether what becomes of the packet is known, and what is expected. */
    private boolean simulate(List<Journey> journeys, boolean alone, Output output) {
        Packet packet = packet();
        List<Journey.Passed> all =
                journeys.stream().map(journey -> journey.simulate(packet)).toList();
        if (alone) {
            SimulatedPacket only = new SimulatedPacket(
                    journeys.getFirst(), all.getFirst().met().getFirst());
            output.line(only.sentence());
            only.print(output);
            output.value(only.result());
        } else {
            output.value(IntStream.range(0, all.size())
                    .mapToObj(i -> together(journeys.get(i), all.get(i), output))
                    .toList());
        }
        boolean sure = all.stream()
                .flatMap(passed -> passed.met().stream())
                .allMatch(met -> met.outcome().unknown().isEmpty());
        return sure && all.stream().allMatch(passed -> expected == null || passed.action() == expected.action());
    }

    private static Together together(Journey journey, Journey.Passed passed, Output output) {
        String by = passed.expired()
                ? "by the kernel: its time to live ends"
                : passed.stopped()
                        .map(met -> "by policy " + met.policy().name())
                        .orElse("by all policies on the way");
        output.line(journey.way().packets() + ": " + SimulatedPacket.word(passed.action()) + ", " + by);
        List<SimulatedPacket> met = passed.met().stream()
                .map(each -> new SimulatedPacket(journey, each))
                .toList();
        met.forEach(each -> {
            output.line("policy " + each.result().policy() + ": " + each.sentence());
            each.print(output);
        });
        return new Together(
                journey.way().word(),
                SimulatedPacket.word(passed.action()),
                passed.stopped().map(each -> each.policy().name()).orElse(""),
                met.stream().map(SimulatedPacket::result).toList());
    }

    /** The way that is asked for, or every way with policies of its own. */
    private List<Way> ways(List<Policy> policies) {
        List<Way> possible = way == null ? Arrays.asList(Way.values()) : List.of(way);
        Map<List<Policy>, Way> byPolicies = new LinkedHashMap<>();
        possible.stream()
                .filter(each -> !each.met(policies).isEmpty())
                .forEach(each -> byPolicies.putIfAbsent(each.met(policies), each));
        List<Way> ways = List.copyOf(byPolicies.values());
        if (ways.isEmpty()) {
            throw wrong("No policy is on that way.");
        }
        return ways;
    }

    private Project.Together subject(Project project) {
        return project.targets().stream()
                .filter(target -> target.text().equals(whose))
                .findFirst()
                .map(target -> new Project.Together(project.policies(target), project.groups(target)))
                .or(() -> project.policy(whose)
                        .map(policy -> new Project.Together(List.of(hooked(policy)), project.groups())))
                .orElseThrow(() -> wrong(("The project has neither a policy nor a target " + whose + ". "
                                + Suggestion.question(
                                        whose,
                                        Stream.concat(
                                                        project.policies().stream()
                                                                .map(Policy::name),
                                                        project.targets().stream()
                                                                .map(Target::text))
                                                .toList()))
                        .strip()));
    }

    private Policy hooked(Policy policy) {
        if (policy.isGroup()) {
            throw wrong(policy.name() + " is a group: what becomes of a packet there depends on who jumps to it. Name a"
                    + " policy or a target.");
        }
        return policy;
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
}
