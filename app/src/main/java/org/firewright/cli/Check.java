package org.firewright.cli;

import java.util.List;
import java.util.stream.Stream;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import picocli.CommandLine.Command;

/** Tells every fault of a project with file and line. */
@Command(
        name = "check",
        description =
                "Is the project right? Tells every fault with file and line, and rules that never match or change nothing.")
final class Check extends ProjectVerb {
    Check(Surroundings surroundings) {
        super(surroundings);
    }

    /** The result as JSON; {@code project} is empty when the file has an error. */
    private record Checked(
            boolean ok, String file, String project, long errors, long warnings, List<ToldProblem> problems) {}

    @Override
    int run(Output output) throws ProblemException {
        LoadedProject loaded = load();
        List<ProjectProblem> problems = Stream.concat(loaded.problems().stream(), loaded.analysed().stream())
                .toList();
        long errors = problems.stream().filter(ProjectProblem::isError).count();
        long warnings = problems.size() - errors;
        for (ProjectProblem problem : problems) {
            output.line(problem.isError() ? problem.text() : "Warning: " + problem.text());
        }
        String name =
                loaded.compiled().map(compiled -> compiled.project().name()).orElse("");
        output.line((name.isEmpty() ? loaded.file().toString() : name) + ": " + summary(loaded)
                + Figures.count(errors, "error") + ", " + Figures.count(warnings, "warning") + ".");
        output.value(new Checked(
                errors == 0,
                loaded.file().toString(),
                name,
                errors,
                warnings,
                problems.stream().map(ToldProblem::of).toList()));
        return errors == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private static String groups(Project project) {
        int groups = project.groups().byName().size();
        return groups == 0 ? "" : Figures.count(groups, "group") + ", ";
    }

    private static String summary(LoadedProject loaded) {
        return loaded.compiled()
                .map(compiled -> {
                    Project project = compiled.project();
                    long rules = project.policies().stream()
                            .mapToLong(policy -> policy.rules().size())
                            .sum();
                    return Figures.count(project.hooked().size(), "policy", "policies") + ", "
                            + groups(project)
                            + Figures.count(rules, "rule") + ", "
                            + Figures.count(project.lists().size(), "list") + ", "
                            + Figures.count(project.targets().size(), "target") + "; ";
                })
                .orElse("");
    }
}
