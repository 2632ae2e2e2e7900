package org.firewright.test.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.firewright.test.agent.AgentFixture.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.firewright.agent.api.CounterChange;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.WatchRequest;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow of counters. */
@Tag("kernel")
@RequiresRoot
class WatchTest {
    private static final int PORT = 4242;
    private static final Plans.NamedList LIST = Plans.list("bad", 10);

    @AutoClose
    private AgentFixture fixture;

    private AgentProcess agent;

    @BeforeEach
    void watchTwoNamespaces(@TempDir Path folder) throws Exception {
        fixture = new AgentFixture(ScratchHost.with("acme", "globex"), folder);
        LIST.put(fixture.content);
        agent = fixture.agent();
        deploy(agent, Plans.drop("anna@desk", LIST, PORT, "acme", "globex"));
        watch(List.of("acme", "globex"), 100);
    }

    private void watch(List<String> namespaces, int interval) throws ProblemException {
        agent.ask(service -> service.watch(new WatchRequest(namespaces, interval)));
    }

    @Test
    void countersMoveWhereThePacketsAre() throws Exception {
        fixture.host.run(
                "ip netns exec acme bash -c 'for i in 1 2 3 4; do echo > /dev/udp/127.0.0.1/" + PORT + "; done'");
        CounterReport report = await(each -> packets(each, "acme") == 4);
        assertThat(packets(report, "globex")).isZero();
        assertThat(report.memory()).isPositive();
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void aDeletedNamespaceIsToldAndLetGo() throws Exception {
        fixture.host.run("ip netns delete acme");
        // ip unmounts the namespace before it removes the file, so a look between the two finds a file without one.
        CounterReport report = await(each ->
                each.problems().stream().anyMatch(problem -> problem.text().contains("no network namespace acme")));
        assertThat(report.namespaces()).extracting(NamespaceCounters::namespace).containsExactly("globex");
        // A namespace of the same name is another one, without rules, also when the kernel gives it the old one's
        // number.
        fixture.host.run("ip netns add acme");
        CounterReport anew = await(each -> each.namespaces().size() == 2);
        assertThat(anew.namespaces())
                .filteredOn(each -> each.namespace().equals("acme"))
                .extracting(NamespaceCounters::digest)
                .containsExactly("");
    }

    @Test
    void onlyWhatMovesIsToldAgain() throws Exception {
        await(report -> report.namespaces().size() == 2);
        agent.changes.clear();
        fixture.host.run("ip netns exec acme bash -c 'echo > /dev/udp/127.0.0.1/" + PORT + "'");
        CounterReport report = await(each -> packets(each, "acme") == 1);
        assertThat(report.namespaces()).extracting(NamespaceCounters::namespace).containsExactly("acme", "globex");
        List<CounterChange> told = new ArrayList<>();
        agent.changes.drainTo(told);
        assertThat(told).allSatisfy(each -> assertThat(each.whole()).isEmpty());
        assertThat(told)
                .flatExtracting(CounterChange::moved)
                .extracting(MovedCounters::namespace)
                .containsExactly("acme");

        fixture.host.run("ip netns exec acme nft add rule inet firewright input counter");
        await(each -> each.namespaces().getFirst().rules().size() == 2);
    }

    @Test
    void aRuleThatSomebodyAddsOrRemovesIsTold() throws Exception {
        await(report -> report.namespaces().size() == 2);
        agent.rulesetChanges.clear();
        fixture.host.run("ip netns exec globex nft add table ip theirs");
        RulesetChange added = awaitChange("globex", change -> change.program().equals("nft"));
        assertThat(added.process()).isPositive();
        assertThat(added.generation()).isEqualTo(generation("globex"));
        assertThat(agent.rulesetChanges).extracting(RulesetChange::namespace).doesNotContain("acme");

        fixture.host.run("ip netns exec globex nft delete table ip theirs");
        RulesetChange removed = awaitChange("globex", change -> change.generation() > added.generation());
        assertThat(removed.generation()).isEqualTo(generation("globex"));
    }

    /** Far more notices than the kernel keeps for us while we do not listen. */
    @Test
    void aStormOfChangesIsNotLost() throws Exception {
        await(report -> report.namespaces().size() == 2);
        agent.rulesetChanges.clear();
        String rules = "add rule inet firewright input counter comment \"" + "x".repeat(100) + "\"\n";
        Path storm = Files.writeString(fixture.content.resolve("storm.nft"), rules.repeat(20_000));
        fixture.host.run("for i in 1 2; do ip netns exec acme nft -f " + storm + "; done");
        long last = generation("acme");
        awaitChange("acme", change -> change.generation() == last);
        CounterReport report =
                await(each -> each.namespaces().getFirst().rules().size() == 40_001);
        assertThat(report.namespaces().getFirst().namespace()).isEqualTo("acme");
    }

    private RulesetChange awaitChange(String namespace, Predicate<RulesetChange> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            RulesetChange change = agent.rulesetChanges.poll(20, TimeUnit.SECONDS);
            if (change != null && change.namespace().equals(namespace) && wanted.test(change)) {
                return change;
            }
        }
        throw new AssertionError("No such change was told in time.");
    }

    private long generation(String namespace) throws ProblemException {
        return agent.ask(service -> service.ruleset(new RulesetRequest(namespace)))
                .generation();
    }

    @Test
    void theFlowStopsWhenAskedTo() throws Exception {
        await(each -> true);
        watch(List.of(), 0);
        agent.reports.clear(); // one may have been on its way
        watch(List.of("globex"), 100);
        CounterReport report = await(each -> true);
        assertThat(report.namespaces()).extracting(NamespaceCounters::namespace).containsExactly("globex");
    }

    @Test
    void intervalsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> watch(List.of("acme"), 99)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> watch(List.of("acme"), 60_001)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> watch(List.of("../acme"), 1000)).isInstanceOf(ProblemException.class);
    }

    private CounterReport await(Predicate<CounterReport> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            CounterReport report = agent.reports.poll(20, TimeUnit.SECONDS);
            if (report != null && wanted.test(report)) {
                return report;
            }
        }
        throw new AssertionError("No such report came in time.");
    }

    private static long packets(CounterReport report, String namespace) {
        return report.namespaces().stream()
                .filter(each -> each.namespace().equals(namespace))
                .mapToLong(each -> each.rules().getFirst().packets())
                .sum();
    }
}
