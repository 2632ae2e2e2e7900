package org.firewright.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.policy.Target;
import org.junit.jupiter.api.Test;

/** The order of a push, and who is left as it was when something fails. */
class DeployerTest {
    private static final ListFile FILE = ListFile.of(AddressRanges.EMPTY);

    private final List<String> diary = Collections.synchronizedList(new ArrayList<>());
    private final List<DeployEvent> events = new ArrayList<>();
    private final Map<String, FakeHost> hosts = new TreeMap<>();

    private FakeHost host(String name) {
        return hosts.computeIfAbsent(name, key -> new FakeHost(key, diary));
    }

    private static HostPlan plan(String host, String... namespaces) {
        List<Target> targets = Stream.of(namespaces)
                .map(namespace -> new Target(host, namespace, "edge"))
                .toList();
        List<Ruleset> rulesets = Stream.of(namespaces)
                .map(namespace -> new Ruleset(namespace, "edge", "d", List.of()))
                .toList();
        return new HostPlan(
                host,
                targets,
                new Deployment("me", List.of(new ListContent("ipsum", FILE.digest(), 0)), rulesets),
                List.of(FILE));
    }

    private DeployReport push(Deployer.AfterFailure afterFailure, HostPlan... plans) {
        return Deployer.deploy(List.of(plans), hosts::get, afterFailure, () -> false, events::add);
    }

    @Test
    void everyHostIsPreparedBeforeTheFirstCommit() {
        host("lab1").lacks(FILE.digest());
        host("lab2");

        DeployReport report = push(Deployer.AfterFailure.STOP, plan("lab1", "acme", "globex"), plan("lab2", "initech"));

        String digest = FILE.digest().substring(0, 4);
        assertThat(diary.stream().filter(line -> line.startsWith("lab1")))
                .containsExactly(
                        "lab1 missing",
                        "lab1 put " + digest,
                        "lab1 prepare",
                        "lab1 commit acme of lab1-1",
                        "lab1 commit globex of lab1-1");
        assertThat(diary.stream().filter(line -> line.startsWith("lab2")))
                .as("what lab2 holds already is not uploaded")
                .containsExactly("lab2 missing", "lab2 prepare", "lab2 commit initech of lab2-1");
        assertThat(diary.subList(0, 5)).noneMatch(line -> line.contains("commit"));
        assertThat(report.complete()).isTrue();
        assertThat(report.committed()).hasSize(3);
        assertThat(report.prepared()).hasSize(2);
        assertThat(events).contains(new DeployEvent.Step("lab1", "Loading", 1, 2));
        assertThat(events).filteredOn(DeployEvent.Committed.class::isInstance).hasSize(3);
    }

    @Test
    void aHostThatCannotBePreparedStopsAll() {
        host("lab1");
        host("lab2").cannotPrepare(FakeHost.refused(Place.HOST));

        DeployReport report = push(Deployer.AfterFailure.STOP, plan("lab1", "acme"), plan("lab2", "initech"));

        assertThat(diary).noneMatch(line -> line.contains("commit"));
        assertThat(report.committed()).isEmpty();
        assertThat(report.failed()).hasSize(2);
        assertThat(failure(report, "lab2/initech").sentence()).isEqualTo("The kernel refuses it.");
        assertThat(failure(report, "lab1/acme").sentence())
                .isEqualTo("Left as it was, because lab2 could not be prepared. The kernel refuses it.");
    }

    @Test
    void theOthersGoOnIfTheyShall() {
        host("lab1");
        host("lab2").cannotPrepare(FakeHost.refused(Place.HOST));

        DeployReport report = push(Deployer.AfterFailure.GO_ON, plan("lab1", "acme"), plan("lab2", "initech"));

        assertThat(report.committed()).extracting(each -> each.target().text()).containsExactly("lab1/acme");
        assertThat(report.failed()).extracting(each -> each.target().text()).containsExactly("lab2/initech");
    }

    @Test
    void anUnpreparedNamespaceHoldsBackItsHost() {
        host("lab1").cannotPrepare(FakeHost.refused(Place.namespace("globex")));

        DeployReport report = push(Deployer.AfterFailure.GO_ON, plan("lab1", "acme", "globex"));

        assertThat(diary).noneMatch(line -> line.contains("commit"));
        assertThat(failure(report, "lab1/globex").sentence()).isEqualTo("The kernel refuses it.");
        assertThat(failure(report, "lab1/acme").sentence())
                .startsWith("Left as it was, because another namespace of the host could not be prepared. globex:");
    }

    @Test
    void aFailedCommitLeavesTheFollowingAsTheyWere() {
        host("lab1").cannotCommit("globex", FakeHost.refused(Place.namespace("globex")));

        DeployReport report = push(Deployer.AfterFailure.STOP, plan("lab1", "acme", "globex", "initech"));

        assertThat(report.committed())
                .extracting(each -> each.target().namespace())
                .containsExactly("acme");
        assertThat(failure(report, "lab1/initech").sentence())
                .isEqualTo(
                        "Left as it was, because lab1/globex could not be committed. globex: The kernel refuses it.");
        assertThat(diary).noneMatch(line -> line.contains("commit initech"));
    }

    @Test
    void aConnectionLostInACommitIsNotCalledLeftAsItWas() {
        host("lab1")
                .cannotCommit(
                        "acme",
                        new Problem(Problem.Kind.CONNECTION, Place.HOST, "The connection to lab1 is lost.", ""));

        DeployReport report = push(Deployer.AfterFailure.STOP, plan("lab1", "acme"));

        assertThat(failure(report, "lab1/acme").sentence())
                .isEqualTo("Whether the policy is in force is not known, because the answer is missing. "
                        + "The connection to lab1 is lost.");
    }

    @Test
    void aHostWithoutSessionFailsWithItsReason() {
        DeployReport report = Deployer.deploy(
                List.of(plan("lab9", "acme")),
                name -> {
                    throw ProblemException.of(Problem.Kind.CONNECTION, name + " does not answer.", "");
                },
                Deployer.AfterFailure.STOP,
                () -> false,
                events::add);

        assertThat(failure(report, "lab9/acme").sentence()).isEqualTo("lab9 does not answer.");
    }

    @Test
    void nothingMoreIsBegunAfterCancelling() {
        host("lab1");
        AtomicBoolean cancelled = new AtomicBoolean();

        DeployReport report = Deployer.deploy(
                List.of(plan("lab1", "acme", "globex")),
                hosts::get,
                Deployer.AfterFailure.GO_ON,
                cancelled::get,
                event -> cancelled.compareAndSet(false, event instanceof DeployEvent.Committed));

        assertThat(report.committed())
                .extracting(each -> each.target().namespace())
                .containsExactly("acme");
        assertThat(failure(report, "lab1/globex").sentence())
                .isEqualTo("Left as it was, because the push was cancelled.");
    }

    @Test
    void cancelledAtOnceNoHostIsTouched() {
        host("lab1");

        DeployReport report = Deployer.deploy(
                List.of(plan("lab1", "acme")), hosts::get, Deployer.AfterFailure.STOP, () -> true, events::add);

        assertThat(diary).isEmpty();
        assertThat(report.failed()).hasSize(1);
    }

    private static Problem failure(DeployReport report, String target) {
        return report.failed().stream()
                .filter(each -> each.target().text().equals(target))
                .findFirst()
                .orElseThrow()
                .problem();
    }
}
