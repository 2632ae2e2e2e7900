package org.firewright.test.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.WatchRequest;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.deploy.Deployer;
import org.firewright.lab.FlowClass;
import org.firewright.lab.HostTraffic;
import org.firewright.lab.Lab;
import org.firewright.lab.SampleProject;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Hosts;
import org.firewright.remote.Prompts;
import org.firewright.remote.SshSettings;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way: the sample's policy, a native port match and an eBPF list lookup in one rule, goes over SSH into one
 * namespace in one transaction; listed packets to login ports are dropped there and counted, all others arrive.
 */
@RequiresRoot
@Tag("kernel")
@Tag("ssh")
class PushTest {
    private static final Lab LAB = new Lab("push-" + ProcessHandle.current().pid());
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static CompiledProject project;

    @BeforeAll
    static void up() throws ProblemException {
        LAB.up(step -> {});
        project = new ProjectCompiler()
                .compile(
                        ProjectFile.read(SampleProject.copyTo(folder)).project().orElseThrow());
    }

    @AfterAll
    static void down() throws ProblemException {
        LAB.down(step -> {});
    }

    private static AgentSession connect(String host) throws ProblemException {
        return new Hosts(SshSettings.ofUser(List.of(LAB.sshConfig())), Prompts.NONE).connect(host, step -> {});
    }

    private static DeployReport push(AgentSession session, List<DeployEvent> events, String... namespaces)
            throws ProblemException {
        List<Target> targets = List.of(namespaces).stream()
                .map(namespace -> new Target("lab1", namespace, "edge"))
                .toList();
        return Deployer.deploy(
                project, targets, Map.of("lab1", session)::get, Deployer.AfterFailure.STOP, () -> false, events::add);
    }

    private static HostTraffic.CustomerTraffic traffic(List<HostTraffic> all, String customer) {
        return all.getFirst().customer(customer);
    }

    private static long missing(List<HostTraffic> all, String customer, FlowClass flow) {
        return traffic(all, customer).flow(flow).missing();
    }

    @Test
    void oneRuleTravelsToAKernelAndItsCounterComesBack() throws Exception {
        List<DeployEvent> events = Collections.synchronizedList(new ArrayList<>());
        // As a user who is not root there: the agent becomes it through sudo.
        try (AgentSession session = connect("lab1-engineer")) {
            List<HostTraffic> before = LAB.pause();
            assertThat(missing(before, "acme", FlowClass.LISTED_LOGIN)).isZero();

            DeployReport first = push(session, events, "acme");

            assertThat(first.failed()).isEmpty();
            assertThat(first.prepared().getFirst().lists()).hasSize(2).allMatch(list -> list.loaded());
            assertThat(events).contains(new DeployEvent.Step("lab1", "Uploading list ipsum", 0, uploaded()));

            BlockingQueue<CounterReport> reports = new LinkedBlockingQueue<>();
            session.onCounters(reports::add);
            session.ask(agent -> agent.watch(new WatchRequest(List.of("acme", "globex"), 100)), SOON);
            LAB.resume();
            awaitDrops(reports);

            long memory = state(session).memory();
            DeployReport second = push(session, events, "globex", "acme");

            assertThat(second.failed()).isEmpty();
            assertThat(second.prepared().getFirst().lists()).noneMatch(list -> list.loaded());
            assertThat(second.committed())
                    .as("what is in force already is left alone, and keeps its counters")
                    .extracting(each ->
                            each.target().namespace() + " " + each.commit().changed())
                    .containsExactly("globex true", "acme false");
            HostState after = state(session);
            assertThat(after.memory())
                    .as("two namespaces share one map")
                    .isEqualTo(memory)
                    .isPositive();
            assertThat(after.problems()).isEmpty();

            List<HostTraffic> paused = LAB.pause();
            for (String customer : List.of("acme", "globex")) {
                long dropped = missing(paused, customer, FlowClass.LISTED_LOGIN);
                assertThat(dropped).as(customer).isEqualTo(packets(state(session), customer));
            }
            assertThat(missing(paused, "acme", FlowClass.LISTED_LOGIN)).isPositive();
            for (FlowClass flow : FlowClass.values()) {
                if (flow != FlowClass.LISTED_LOGIN) {
                    assertThat(missing(paused, "acme", flow)).as(flow.name()).isZero();
                }
                assertThat(missing(paused, "initech", flow))
                        .as("initech " + flow)
                        .isZero();
            }
            LAB.resume();
        }
    }

    private static long uploaded() {
        return project.deployment("x", List.of(new Target("lab1", "acme", "edge"))).lists().stream()
                .mapToLong(list -> project.content(list.digest()).orElseThrow().bytes().length)
                .sum();
    }

    private static HostState state(AgentSession session) throws ProblemException {
        return session.ask(agent -> agent.inspect(new InspectRequest(List.of(), false)), SOON);
    }

    /** Packets that the first rule, "Bad actors", has counted. */
    private static long packets(HostState state, String namespace) {
        return state.namespaces().stream()
                .filter(each -> each.name().equals(namespace))
                .map(NamespaceState::rules)
                .findFirst()
                .orElseThrow()
                .getFirst()
                .packets();
    }

    /** Waits until the first rule counts in acme; in globex, where nothing was deployed, nothing may count. */
    private static void awaitDrops(BlockingQueue<CounterReport> reports) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            CounterReport report = reports.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(report).as("a report of counters").isNotNull();
            Map<String, NamespaceCounters> byName =
                    report.namespaces().stream().collect(Collectors.toMap(NamespaceCounters::namespace, each -> each));
            assertThat(byName.get("globex").rules()).isEmpty();
            if (byName.get("acme").rules().getFirst().packets() > 0) {
                return;
            }
        }
        throw new AssertionError("No packet was dropped within " + SOON);
    }
}
