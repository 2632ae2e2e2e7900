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
import org.firewright.analyse.Finding;
import org.firewright.analyse.PolicyOrder;
import org.firewright.analyse.ProjectAnalysis;
import org.firewright.compile.CompiledProject;
import org.firewright.expression.Suggestion;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells which rules can never match, change nothing, or ask for more than was meant. */
@Command(
        name = "analyse",
        description = "Which rules can never match, change nothing, or match more than was meant? No host is touched.")
final class Analyse extends ProjectVerb {
    @Option(
            names = "--together",
            paramLabel = "POLICY",
            split = ",",
            description =
                    "Only these policies, as if a target had just these: what do packets meet first, and which rules"
                            + " does no packet reach because an earlier policy drops it? Without it this is told of every target"
                            + " with several policies.")
    private List<String> together = List.of();

    Analyse(Surroundings surroundings) {
        super(surroundings);
    }

    /**
     * The result as JSON.
     *
     * @param ways sentences about what packets meet first, of policies that are in one namespace or looked at as if
     */
    private record Analysed(List<String> ways, List<Found> findings, List<String> undecided) {}

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
        Project project = compiled.project();
        List<ProjectAnalysis.Subject> subjects = subjects(project);
        Analysis alone = ProjectAnalysis.of(subjects, lists);
        List<Analysis> analyses = new ArrayList<>(List.of(alone));
        alone.undecided().stream().filter(told::add).forEach(undecided::add);
        List<String> ways = new ArrayList<>();
        for (Project.Together set : together.isEmpty() ? project.together() : List.of(named(subjects))) {
            PolicyOrder.ways(set.policies()).stream()
                    .map(way -> together.isEmpty() ? set.names() + ": " + way : way)
                    .filter(told::add)
                    .forEach(ways::add);
            Analysis analysis = PolicyOrder.of(set.policies(), set.groups(), lists);
            analyses.add(analysis);
            analysis.undecided().stream().filter(told::add).forEach(undecided::add);
        }
        ways.forEach(output::line);
        analyses.stream()
                .flatMap(analysis -> analysis.findings().stream())
                .filter(finding -> told.add(finding.problem().text()))
                .forEach(finding -> {
                    output.line(finding.problem().text());
                    finding.example().ifPresent(packet -> output.line("    for example " + words(packet)));
                    findings.add(found(finding));
                });
        undecided.forEach(output::step);
        output.line(Figures.count(findings.size(), "finding") + ".");
        output.value(new Analysed(ways, findings, undecided));
        return findings.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private static Project.Together named(List<ProjectAnalysis.Subject> subjects) {
        return new Project.Together(
                subjects.stream().map(ProjectAnalysis.Subject::policy).toList(),
                subjects.getFirst().groups());
    }

    /** The policies that are named; otherwise all, and once more as they hold for targets that say something else. */
    private List<ProjectAnalysis.Subject> subjects(Project project) {
        if (!together.isEmpty()) {
            return together.stream()
                    .map(name -> new ProjectAnalysis.Subject(policy(project, name), project.groups()))
                    .toList();
        }
        return project.subjects().stream()
                .map(each -> new ProjectAnalysis.Subject(each.policies().getFirst(), each.groups()))
                .toList();
    }

    private Policy policy(Project project, String name) {
        return project.hooked().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(("The project has no policy " + name + ". "
                                + Suggestion.question(
                                        name,
                                        project.hooked().stream()
                                                .map(Policy::name)
                                                .toList()))
                        .strip()));
    }

    private static Found found(Finding finding) {
        return new Found(
                finding.policy(),
                finding.number(),
                finding.rule(),
                finding.kind().name().toLowerCase(Locale.ROOT),
                finding.others(),
                finding.sentence(),
                finding.remedy(),
                finding.example().map(Example::text).orElse(""),
                finding.example().map(Example::confirmed).orElse(false));
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
