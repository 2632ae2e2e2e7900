package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.PreparedNamespace;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.TableListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that speak with hosts: deploy, status, inspect, remove. */
class HostVerbsTest {
    private static final Problem SILENT =
            new Problem(Problem.Kind.CONNECTION, Place.HOST, "fw2 does not answer within 10 s.", "Check it.");

    @TempDir
    private Path folder;

    private final SomeHosts hosts = new SomeHosts();
    private String project;

    @BeforeEach
    void write() throws IOException {
        project = SmallProject.in(folder);
    }

    @AfterEach
    void everySessionIsClosed() {
        assertThat(hosts.open()).isEmpty();
    }

    private Typed type(String... words) {
        return Typed.with(hosts, words);
    }

    /** A host that takes everything. */
    private void willing(String host) {
        hosts.answer(host, "missing", request -> new MissingContents(List.of()));
        hosts.answer(host, "prepare", request -> {
            Deployment deployment = (Deployment) request;
            return new Preparation(
                    "1",
                    deployment.rulesets().stream()
                            .map(ruleset -> new PreparedNamespace(ruleset.namespace(), 1, null, false))
                            .toList(),
                    deployment.lists().stream()
                            .map(list -> new PreparedList(list.name(), list.digest(), true, 12, 4096, false))
                            .toList(),
                    List.of());
        });
        hosts.answer(host, "commit", request -> {
            String namespace = ((CommitRequest) request).namespace();
            return new Commit(namespace, new Stamp("d", "edge", "me", 1), true, 2.5);
        });
    }

    private void holds(String host, NamespaceState... namespaces) {
        MapState map = new MapState(12, "/sys/fs/bpf/firewright/a", "array", 100, 6_100_000, false);
        ListState list = new ListState("0123456789abcdef", List.of(map), List.of("acme", "globex"));
        hosts.answer(
                host,
                "inspect",
                request -> new HostState(
                        1,
                        List.of(namespaces).stream()
                                .filter(each ->
                                        ((InspectRequest) request).namespaces().isEmpty()
                                                || ((InspectRequest) request)
                                                        .namespaces()
                                                        .contains(each.name()))
                                .toList(),
                        List.of(list),
                        List.of()));
    }

    /** A namespace with the project's rules, of which the last so many are missing. */
    private NamespaceState deployed(String namespace, String digest, int missing) {
        Ruleset ruleset = SmallProject.ruleset(folder, namespace);
        List<RuleState> rules = new ArrayList<>();
        ruleset.chains()
                .getFirst()
                .rules()
                .forEach(rule ->
                        rules.add(new RuleState(rule.id(), rule.name(), "forward", 1, 1234, 56_000, List.of())));
        return new NamespaceState(
                namespace,
                7,
                new Stamp(digest, "edge", "anna@desk", 1_700_000_000_000L),
                rules.subList(0, rules.size() - missing),
                List.of("ip docker"),
                "table inet firewright {\n}");
    }

    private NamespaceState inStep(String namespace) {
        return deployed(namespace, SmallProject.ruleset(folder, namespace).digest(), 0);
    }

    private static NamespaceState empty(String namespace) {
        return new NamespaceState(namespace, 1, null, List.of(), List.of(), null);
    }

    @Test
    void deploysEverywhere() {
        willing("fw1");
        willing("fw2");

        Typed typed = type("deploy", project);

        assertThat(typed.results())
                .contains("fw1: list bad loaded in 12 ms, 4.1 kB.")
                .contains("fw1/acme: policy edge is in force (2.5 ms).", "fw1/globex: ", "fw2/acme: ");
        assertThat(typed.sentences()).contains("fw1: Connecting to fw1", "fw2: Putting acme in force");
        assertThat(typed.code()).isZero();
    }

    @Test
    void deploysOneTargetOnly() {
        willing("fw1");

        JsonObject json = type("deploy", project, "fw1/globex", "--json").json().getAsJsonObject();

        assertThat(json.get("ok").getAsBoolean()).isTrue();
        JsonArray committed = json.getAsJsonArray("committed");
        assertThat(committed).hasSize(1);
        assertThat(committed.get(0).getAsJsonObject().get("target").getAsString())
                .isEqualTo("fw1/globex");
    }

    @Test
    void aHostThatDoesNotAnswerLeavesAllAsTheyWere() {
        willing("fw1");
        hosts.unreachable("fw2", SILENT);

        Typed typed = type("deploy", project, "--json");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.sentences()).contains("fw2/acme: fw2 does not answer within 10 s. Check it.");
        assertThat(typed.json().getAsJsonObject().getAsJsonArray("failed")).hasSize(3);
        assertThat(typed.json().getAsJsonObject().getAsJsonArray("committed")).isEmpty();
    }

    @Test
    void othersGoOnWhenThatIsAsked() {
        willing("fw1");
        hosts.unreachable("fw2", SILENT);

        Typed typed = type("deploy", project, "--go-on");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.results()).contains("fw1/acme: policy edge is in force", "fw2/acme: left as it was.");
    }

    @Test
    void somebodyElsesDeploymentIsAConflict() {
        willing("fw2");
        hosts.answer(
                "fw2",
                "commit",
                request -> new Problem(
                        Problem.Kind.CONFLICT,
                        Place.namespace("acme"),
                        "bert@desk deployed policy edge meanwhile.",
                        "Look at it, then deploy again."));

        Typed typed = type("deploy", project, "fw2");

        assertThat(typed.code()).isEqualTo(4);
        assertThat(typed.sentences()).contains("bert@desk deployed policy edge meanwhile.");
    }

    @Test
    void whatTheKernelRefusesIsANo() {
        willing("fw2");
        hosts.answer(
                "fw2",
                "prepare",
                request -> new Preparation(
                        "1",
                        List.of(),
                        List.of(),
                        List.of(new Problem(
                                Problem.Kind.REFUSED, new Place("acme", 1, "Bad actors", 2), "No such program.", ""))));

        Typed typed = type("deploy", project, "fw2");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.sentences()).contains("fw2/acme: acme, rule 1 (Bad actors), condition 2: No such program.");
    }

    @Test
    void allInStep() {
        holds("fw1", inStep("acme"), inStep("globex"));
        holds("fw2", inStep("acme"));

        Typed typed = type("status", project);

        assertThat(typed.results()).contains("fw1/acme", "in step", "edge by anna@desk, 2023-11-");
        assertThat(typed.code()).isZero();
        assertThat(type("status", project, "--json")
                        .json()
                        .getAsJsonObject()
                        .get("ok")
                        .getAsBoolean())
                .isTrue();
    }

    @Test
    void driftIsTold() {
        holds("fw1", deployed("acme", "other", 0), empty("globex"));
        holds("fw2", deployed("acme", SmallProject.ruleset(folder, "acme").digest(), 1));

        Typed typed = type("status", project);

        assertThat(typed.results().lines().toList())
                .anyMatch(line -> line.matches("fw1/acme +edge +differs +edge by anna@desk.*"))
                .anyMatch(line -> line.matches("fw1/globex +edge +not deployed +–"))
                .anyMatch(line -> line.matches("fw2/acme +edge +changed by hand .*"));
        assertThat(typed.sentences()).contains("fw2/acme: Somebody has changed the rules in the kernel");
        assertThat(typed.code()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReachedIsNotKnown() {
        holds("fw1", inStep("acme"));
        hosts.unreachable("fw2", SILENT);

        Typed typed = type("status", project);

        assertThat(typed.results().lines().toList())
                .anyMatch(line -> line.matches("fw1/globex +edge +not known +–"))
                .anyMatch(line -> line.matches("fw2/acme +edge +not known +–"));
        assertThat(typed.sentences())
                .contains("fw1/globex: There is no network namespace globex on fw1.", "fw2/acme: fw2 does not answer");
        assertThat(typed.code()).isEqualTo(3);
    }

    @Test
    void thePictureOfAHost() {
        holds("fw1", inStep("acme"), empty("globex"));

        Typed typed = type("inspect", "fw1");

        assertThat(typed.results())
                .contains("fw1 (fw1-name): kernel 6.1.0, x86_64; agent 0.1.0 on Java 21.0.5")
                .contains("The kernel has no xt_bpf.")
                .contains("acme: policy edge, deployed by anna@desk at 2023-11-")
                .contains("1,234", "56.0 kB", "Bad actors", "other tables: ip docker")
                .contains("globex: nothing of ours")
                .contains("0123456789abcdef", "12", "6.1 MB", "acme, globex")
                .contains("memory of all lists, each counted once: 6.1 MB");
        assertThat(typed.code()).isZero();
    }

    @Test
    void thePictureOfANamespaceAsJsonAndAsNft() {
        holds("fw1", inStep("acme"), empty("globex"));
        TableListing table = new TableListing("ip", "docker", false, "table ip docker {\n", List.of());
        hosts.answer(
                "fw1",
                "ruleset",
                request -> new RulesetListing(
                        ((RulesetRequest) request).namespace(),
                        7,
                        ((RulesetRequest) request).namespace().equals("acme") ? List.of(table) : List.of()));

        JsonObject json = type("inspect", "fw1/acme", "--json").json().getAsJsonObject();
        assertThat(json.get("memory").getAsLong()).isEqualTo(6_100_000);
        assertThat(json.getAsJsonObject("state").getAsJsonArray("namespaces")).hasSize(1);
        assertThat(type("inspect", "fw1/acme", "--format", "json").json()).isEqualTo(json);
        assertThat(type("inspect", "fw1", "--format", "nft").results())
                .isEqualTo("# acme\ntable ip docker {\n}\n# globex\n".replace("\n", System.lineSeparator()));
    }

    @Test
    void aHostThatCannotBeReached() {
        hosts.unreachable("fw2", SILENT);

        Typed typed = type("inspect", "fw2", "--json");

        assertThat(typed.sentences()).contains("fw2 does not answer within 10 s. Check it.");
        assertThat(typed.json()
                        .getAsJsonObject()
                        .getAsJsonObject("problem")
                        .get("kind")
                        .getAsString())
                .isEqualTo("CONNECTION");
        assertThat(typed.code()).isEqualTo(3);
    }

    @Test
    void aLabThatIsDownIsTheFirstThingToThinkOf() {
        hosts.unreachable("lab1", SILENT);

        assertThat(type("inspect", "lab1").sentences())
                .contains("If the lab's is meant, bring the lab up: app/firewright lab up");
        hosts.unreachable("fw2", SILENT);
        assertThat(type("inspect", "fw2").sentences()).doesNotContain("lab up");
    }

    @Test
    void aSentenceAboutSeveralTargetsIsToldOnce() {
        hosts.unreachable("fw1", SILENT);
        hosts.unreachable("fw2", SILENT);

        assertThat(type("status", project, "fw1").sentences())
                .contains("fw1/acme, fw1/globex: fw2 does not answer within 10 s. Check it.");
    }

    @Test
    void removesWhereThereIsSomething() {
        holds("fw1", inStep("acme"), empty("globex"));
        hosts.answer(
                "fw1", "remove", request -> new Removal(((RemoveRequest) request).namespaces(), List.of("/a", "/b")));

        Typed typed = type("remove", "fw1");

        assertThat(typed.results())
                .startsWith("fw1: our rules are gone from acme; 2 pins that nothing uses any more went too.");
        assertThat(typed.code()).isZero();
    }

    @Test
    void removesWhatItCanReach() {
        hosts.answer("fw1", "remove", request -> new Removal(List.of(), List.of()));
        hosts.unreachable("fw2", SILENT);

        Typed typed = type("remove", "fw1/acme", "fw2/acme", "--json");

        assertThat(typed.json().getAsJsonArray()).hasSize(2);
        assertThat(typed.sentences()).contains("fw2 does not answer");
        assertThat(typed.code()).isEqualTo(3);
    }

    @Test
    void aFaultOfOursIsASentence() {
        hosts.answer("fw1", "inspect", request -> {
            throw new IllegalStateException("broken");
        });

        Typed typed = type("inspect", "fw1");

        assertThat(typed.sentences())
                .contains("A fault of Firewright's: broken.")
                .doesNotContain("\tat ");
        assertThat(typed.code()).isEqualTo(70);
    }
}
