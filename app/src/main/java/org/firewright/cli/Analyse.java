package org.firewright.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;
import org.firewright.analyse.Analysis;
import org.firewright.analyse.Example;
import org.firewright.analyse.PolicyAnalysis;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.Policy;
import org.firewright.policy.ProjectProblem;
import picocli.CommandLine.Command;

/** Tells which rules can never match, change nothing, or ask for more than was meant. */
@Command(
        name = "analyse",
        description = "Which rules can never match, change nothing, or match more than was meant? No host is touched.")
final class Analyse extends ProjectVerb {
    Analyse(Surroundings surroundings) {
        super(surroundings);
    }

    /** The result as JSON. */
    private record Analysed(List<Found> findings, List<String> undecided) {}

    /**
     * A finding.
     *
     * @param because places of the rules that bring it about
     * @param packet a packet that shows it, in words; empty where it is that there is none
     * @param confirmed whether the simulator says the same of that packet
     */
    private record Found(
            String policy,
            int rule,
            String name,
            String kind,
            List<Integer> because,
            String sentence,
            String remedy,
            String packet,
            boolean confirmed) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = readable(load(), output);
        Map<String, AddressRanges> lists = LoadedProject.contents(compiled);
        List<Found> findings = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        Set<String> told = new HashSet<>();
        List<Policy> policies = new ArrayList<>(compiled.project().policies());
        compiled.project().targets().stream()
                .filter(target -> !target.variables().isEmpty())
                .forEach(target -> compiled.project().policy(target).ifPresent(policies::add));
        for (Policy policy : policies) {
            Analysis analysis = PolicyAnalysis.of(policy, lists);
            analysis.findings().stream()
                    .filter(finding -> told.add(finding.problem().text()))
                    .forEach(finding -> {
                        output.line(finding.problem().text());
                        finding.example().ifPresent(packet -> output.line("    for example " + words(packet)));
                        findings.add(new Found(
                                finding.policy(),
                                finding.number(),
                                finding.rule(),
                                finding.kind().name().toLowerCase(Locale.ROOT),
                                finding.others(),
                                finding.sentence(),
                                finding.remedy(),
                                finding.example().map(Example::text).orElse(""),
                                finding.example().map(Example::confirmed).orElse(false)));
                    });
            analysis.undecided().stream()
                    .map(sentence -> policy.name() + ": " + sentence)
                    .filter(told::add)
                    .forEach(undecided::add);
        }
        undecided.forEach(output::step);
        output.line(Figures.count(findings.size(), "finding") + ".");
        output.value(new Analysed(findings, undecided));
        return findings.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    /** The project, also with rules that cannot be deployed: what can be said about them is said all the same. */
    static CompiledProject readable(LoadedProject loaded, Output output) throws ProblemException {
        if (loaded.compiled().isEmpty()) {
            return loaded.whole(output);
        }
        loaded.problems().stream().filter(ProjectProblem::isError).forEach(problem -> output.step(problem.text()));
        return loaded.compiled().get();
    }

    static String words(Example packet) {
        return packet.text() + (packet.confirmed() ? "" : " (not confirmed by the simulator)");
    }
}
