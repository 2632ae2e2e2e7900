package org.firewright.cli;

import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.deploy.Deployer;
import org.firewright.policy.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a project in force. */
@Command(
        name = "deploy",
        description = "Puts the project in force: all hosts are prepared before anything is committed, then each"
                + " namespace changes in one transaction.")
final class Deploy extends ProjectVerb {
    @Parameters(index = "1..*", paramLabel = "TARGET", description = "HOST or HOST/NAMESPACE; all of the project's.")
    private List<String> words = List.of();

    @Option(names = "--go-on", description = "When a target fails, goes on with the others; otherwise it stops there.")
    private boolean goOn;

    Deploy(Surroundings surroundings) {
        super(surroundings);
    }

    /** The result as JSON. */
    private record Deployed(boolean ok, List<InForce> committed, List<Left> failed, List<HostList> lists) {}

    private record InForce(String target, String policy, boolean changed, double milliseconds, String digest) {}

    private record Left(String target, Problem problem) {}

    private record HostList(String host, PreparedList list) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = load().whole(output);
        List<Target> targets = targets(compiled.project(), words);
        try (OpenSessions sessions = new OpenSessions(surroundings(), output)) {
            DeployReport report = Deployer.deploy(
                    compiled,
                    targets,
                    sessions,
                    goOn ? Deployer.AfterFailure.GO_ON : Deployer.AfterFailure.STOP,
                    () -> false,
                    event -> tell(event, output));
            print(report, output);
            return code(report);
        }
    }

    /** Steps, as they happen. What comes of them is in the report. */
    static void tell(DeployEvent event, Output output) {
        switch (event) {
            case DeployEvent.Step step
            when step.total() == 0 || step.done() == 0 -> output.step(step.host() + ": " + step.step());
            case DeployEvent.Failed failed ->
                output.step(failed.target().text() + ": " + failed.problem().text());
            case DeployEvent.Step step -> {} // further parts of a step that has been told
            case DeployEvent.Prepared prepared -> {}
            case DeployEvent.Committed committed -> {}
        }
    }

    private static void print(DeployReport report, Output output) {
        for (DeployEvent.Prepared host : report.prepared()) {
            host.lists().forEach(list -> output.line(host.host() + ": " + sentence(list)));
        }
        for (DeployEvent.Committed committed : report.committed()) {
            Commit commit = committed.commit();
            Target target = committed.target();
            boolean one = target.policies().size() == 1;
            output.line(target.text()
                    + (one ? ": policy " : ": policies ")
                    + target.policyNames()
                    + (commit.changed()
                            ? String.format(
                                    Locale.ROOT, (one ? " is" : " are") + " in force (%.1f ms).", commit.milliseconds())
                            : (one ? " was" : " were") + " in force already."));
        }
        report.failed().forEach(failed -> output.line(failed.target().text() + ": left as it was."));
        output.value(new Deployed(
                report.complete(),
                report.committed().stream().map(Deploy::inForce).toList(),
                report.failed().stream()
                        .map(failed -> new Left(failed.target().text(), failed.problem()))
                        .toList(),
                report.prepared().stream()
                        .flatMap(host -> host.lists().stream().map(list -> new HostList(host.host(), list)))
                        .toList()));
    }

    /** How a list came to its host. */
    static String sentence(PreparedList list) {
        String memory = (list.memoryIsLowerBound() ? "at least " : "") + Figures.bytes(list.memory());
        return list.loaded()
                ? "list " + list.name() + " loaded in " + Figures.number(list.milliseconds()) + " ms, " + memory + "."
                : "list " + list.name() + " is there already, " + memory + ", and is shared.";
    }

    private static InForce inForce(DeployEvent.Committed committed) {
        Commit commit = committed.commit();
        return new InForce(
                committed.target().text(),
                committed.target().policyNames(),
                commit.changed(),
                commit.milliseconds(),
                commit.stamp().digest());
    }

    /** The first failure is the cause; those behind it may be targets that were left because of it. */
    static int code(DeployReport report) {
        return report.complete()
                ? ExitCode.OK
                : ExitCode.of(report.failed().getFirst().problem().kind());
    }
}
