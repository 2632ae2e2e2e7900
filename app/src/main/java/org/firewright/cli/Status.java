package org.firewright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what is in force where, and whether it is what the project says. */
@Command(
        name = "status",
        description =
                "What is in force where, and whether it is what the project says. Exit code 0 only if all of it is.")
final class Status extends ProjectVerb {
    @Parameters(index = "1..*", paramLabel = "TARGET", description = "HOST or HOST/NAMESPACE; all of the project's.")
    private List<String> words = List.of();

    Status(Surroundings surroundings) {
        super(surroundings);
    }

    /** The result as JSON. */
    private record Whole(boolean ok, List<InForce> targets) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = load().whole(output);
        List<Target> targets = targets(compiled.project(), words);
        List<String> hosts = targets.stream().map(Target::host).distinct().toList();
        Map<String, EachHost.Answer<HostState>> answers;
        try (OpenSessions sessions = new OpenSessions(surroundings(), output)) {
            answers = EachHost.ask(
                    hosts,
                    sessions,
                    session ->
                            session.ask(agent -> agent.inspect(new InspectRequest(List.of(), false)), Waits.INSPECT));
        }
        List<InForce> found = targets.stream()
                .map(target -> found(compiled, target, answers.get(target.host())))
                .toList();
        Columns columns = new Columns("target", "policy", "state", "deployed");
        found.forEach(
                each -> columns.row(each.target(), each.policy(), each.state().words(), each.deployed()));
        output.lines(columns.lines(0));
        tell(found, output);
        output.value(new Whole(found.stream().allMatch(each -> each.state() == InForce.State.IN_STEP), found));
        return code(found);
    }

    /** Each sentence once, with all targets that it is about. */
    private static void tell(List<InForce> found, Output output) {
        Map<String, List<String>> targets = found.stream()
                .filter(each -> !each.sentence().isEmpty())
                .collect(Collectors.groupingBy(
                        InForce::sentence,
                        LinkedHashMap::new,
                        Collectors.mapping(InForce::target, Collectors.toList())));
        targets.forEach((sentence, about) -> output.step(String.join(", ", about) + ": " + sentence));
    }

    private static InForce found(CompiledProject compiled, Target target, EachHost.Answer<HostState> answer) {
        return switch (answer) {
            case EachHost.Answer.Missing<HostState> missing ->
                InForce.unknown(target, missing.problem().text());
            case EachHost.Answer.Given<HostState>(HostState state) -> {
                Optional<NamespaceState> namespace = state.namespaces().stream()
                        .filter(each -> each.name().equals(target.namespace()))
                        .findFirst();
                yield namespace
                        .map(there -> InForce.of(
                                target, compiled.at(target).orElseThrow().ruleset(target.namespace()), there))
                        .orElseGet(() -> InForce.unknown(target, unreadable(target, state)));
            }
        };
    }

    private static String unreadable(Target target, HostState state) {
        return state.problems().stream()
                .filter(problem -> problem.place().namespace().equals(target.namespace()))
                .findFirst()
                .map(problem -> problem.text())
                .orElse("There is no network namespace " + target.namespace() + " on " + target.host()
                        + ". Look which there are: app/firewright inspect " + target.host());
    }

    private static int code(List<InForce> found) {
        if (found.stream().anyMatch(each -> each.state() == InForce.State.NOT_KNOWN)) {
            return ExitCode.NOT_THERE;
        }
        return found.stream().allMatch(each -> each.state() == InForce.State.IN_STEP) ? ExitCode.OK : ExitCode.NO;
    }
}
