package org.firewright.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.WatchRequest;
import org.firewright.compile.CompiledProject;
import org.firewright.deploy.DeployReport;
import org.firewright.deploy.Deployer;
import org.firewright.lab.HostTraffic;
import org.firewright.lab.Lab;
import org.firewright.policy.Policy;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;

/** One run of the demo in a lab that is up. */
final class DemoRun {
    private static final String HOST = "lab1";
    private static final int INTERVAL_MILLIS = 1000;

    private final Surroundings surroundings;
    private final Output output;
    private final Interruption interruption;

    DemoRun(Surroundings surroundings, Output output, Interruption interruption) {
        this.surroundings = surroundings;
        this.output = output;
        this.interruption = interruption;
    }

    /** Deploys, watches for so many seconds, and accounts for every packet. Takes its rules away again. */
    DemoResult run(Path folder, int seconds) throws ProblemException {
        CompiledProject project = LoadedProject.of(folder).whole(output);
        Lab lab = surroundings.lab();
        try (OpenSessions sessions = new OpenSessions(surroundings, output)) {
            AgentSession session = sessions.with(HOST);
            refuseToReplace(inspect(session));
            try {
                // Still, so that no packet of before the deployment is among those that are accounted for.
                List<HostTraffic> before = lab.pause();
                List<PreparedList> first = deploy(project, Demo.NAMESPACES.getFirst(), sessions);
                HostState afterFirst = inspect(session);
                List<PreparedList> second = deploy(project, Demo.NAMESPACES.getLast(), sessions);
                lab.resume();
                watch(session, project, seconds);
                List<HostTraffic> after = lab.pause();
                HostState state = inspect(session);
                return DemoResult.of(
                        seconds,
                        session.hello(),
                        new DemoResult.Shared(first, second, afterFirst.memory(), state),
                        before.getFirst(),
                        after.getFirst(),
                        project.project().policies().getFirst());
            } finally {
                lab.resume();
                session.ask(agent -> agent.remove(new RemoveRequest(Demo.NAMESPACES)), Waits.REMOVE);
            }
        }
    }

    private static void refuseToReplace(HostState state) throws ProblemException {
        List<String> taken = state.namespaces().stream()
                .filter(namespace -> namespace.deployed() != null)
                .map(NamespaceState::name)
                .toList();
        if (!taken.isEmpty()) {
            throw ProblemException.of(
                    Problem.Kind.CONFLICT,
                    "The lab is up, and " + HOST + " enforces rules in " + String.join(", ", taken)
                            + " already, which the demo would replace.",
                    "Remove them with: app/firewright remove " + HOST
                            + "; or run the demo in a lab of its own: FIREWRIGHT_LAB=demo app/firewright demo");
        }
    }

    private List<PreparedList> deploy(CompiledProject project, String namespace, OpenSessions sessions)
            throws ProblemException {
        interruption.check();
        Policy policy = project.project().policies().getFirst();
        DeployReport report = Deployer.deploy(
                project,
                List.of(new Target(HOST, namespace, policy.name())),
                sessions,
                Deployer.AfterFailure.STOP,
                interruption::happened,
                event -> Deploy.tell(event, output));
        if (!report.complete()) {
            throw new ProblemException(report.failed().getFirst().problem());
        }
        List<PreparedList> lists = report.prepared().getFirst().lists();
        lists.forEach(list -> output.line(HOST + "/" + namespace + ": " + Deploy.sentence(list)));
        output.line(HOST + "/" + namespace + ": policy " + policy.name() + " is in force.");
        return lists;
    }

    private void watch(AgentSession session, CompiledProject project, int seconds) throws ProblemException {
        LiveCounters counters = new LiveCounters(project.project().policies().getFirst(), output);
        List<String> all = new ArrayList<>(
                Stream.concat(Demo.NAMESPACES.stream(), Stream.of("initech")).toList());
        session.onCounters(counters::show);
        session.ask(agent -> agent.watch(new WatchRequest(all, INTERVAL_MILLIS)), Waits.WATCH);
        try {
            interruption.sleep(Duration.ofSeconds(seconds));
        } finally {
            session.onCounters(report -> {});
            session.ask(agent -> agent.watch(new WatchRequest(List.of(), INTERVAL_MILLIS)), Waits.WATCH);
        }
    }

    private static HostState inspect(AgentSession session) throws ProblemException {
        return session.ask(agent -> agent.inspect(new InspectRequest(List.of(), false)), Waits.INSPECT);
    }
}
