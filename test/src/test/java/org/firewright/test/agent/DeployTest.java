package org.firewright.test.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.firewright.test.agent.AgentFixture.commit;
import static org.firewright.test.agent.AgentFixture.deploy;
import static org.firewright.test.agent.AgentFixture.inspect;
import static org.firewright.test.agent.AgentFixture.prepare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments through the agent's real process, with nft as the second opinion and real packets. */
@Tag("kernel")
@RequiresRoot
class DeployTest {
    private static final int PORT = 4242;
    private static final Plans.NamedList LIST = Plans.list("bad", 100);

    @AutoClose
    private AgentFixture fixture;

    @BeforeEach
    void makeHost(@TempDir Path folder) throws Exception {
        fixture = new AgentFixture(ScratchHost.with("acme", "globex"), folder);
        LIST.put(fixture.content);
    }

    @Test
    void helloTellsThatThisHostCanDoEverything() throws Exception {
        AgentProcess agent = fixture.silentAgent();
        assertThat(agent.hello().root()).isTrue();
        assertThat(agent.hello().features())
                .extracting(Feature::name, Feature::available, Feature::reason)
                .containsExactly(
                        tuple(Feature.NF_TABLES, true, ""),
                        tuple(Feature.XT_BPF, true, ""),
                        tuple(Feature.BPFFS, true, ""),
                        tuple(Feature.BPF, true, ""));
    }

    @Test
    void oneRuleWithPortAndListCountsInItsNamespaceOnly() throws Exception {
        AgentProcess agent = fixture.agent();
        assertThat(deploy(agent, Plans.drop("anna@desk", LIST, PORT, "acme")))
                .singleElement()
                .satisfies(commit -> assertThat(commit.changed()).isTrue());
        assertThat(fixture.host.nft("acme")).contains("table inet firewright", "udp dport " + PORT, "xt match bpf");
        assertThat(fixture.host.nft("globex")).isEmpty();

        send("acme", PORT, 7);
        send("acme", PORT + 1, 5);
        send("globex", PORT, 3);
        NamespaceState acme = inspect(agent, "acme");
        assertThat(acme.deployed().by()).isEqualTo("anna@desk");
        assertThat(acme.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.packets()).isEqualTo(7);
            assertThat(rule.name()).isEqualTo("Bad actors");
            assertThat(rule.pins()).singleElement().asString().contains("-src-");
        });
        assertThat(acme.text())
                .contains("bpf pinned \"" + acme.rules().getFirst().pins().getFirst());
        assertThat(inspect(agent, "globex").deployed()).isNull();
    }

    @Test
    void twoNamespacesShareOneMap() throws Exception {
        AgentProcess agent = fixture.agent();
        Preparation first = prepare(agent, Plans.drop("anna@desk", LIST, PORT, "acme"));
        assertThat(first.lists())
                .singleElement()
                .satisfies(list -> assertThat(list.loaded()).isTrue());
        commit(agent, first, "acme");
        HostState before = inspect(agent);

        Preparation second = prepare(agent, Plans.drop("anna@desk", LIST, PORT, "globex"));
        assertThat(second.lists())
                .singleElement()
                .satisfies(list -> assertThat(list.loaded()).isFalse());
        commit(agent, second, "globex");
        HostState after = inspect(agent);

        assertThat(after.lists())
                .singleElement()
                .satisfies(list -> assertThat(list.namespaces()).containsExactly("acme", "globex"));
        assertThat(mapIds(after)).isEqualTo(mapIds(before)).isNotEmpty();
        assertThat(after.memory()).isEqualTo(before.memory()).isPositive();
    }

    @Test
    void whatIsInForceAlreadyIsLeftAlone() throws Exception {
        AgentProcess agent = fixture.agent();
        deploy(agent, Plans.drop("anna@desk", LIST, PORT, "acme"));
        send("acme", PORT, 3);
        Preparation again = prepare(agent, Plans.drop("bert@desk", LIST, PORT, "acme"));
        assertThat(again.namespaces().getFirst().inStep()).isTrue();
        Commit commit = commit(agent, again, "acme");
        assertThat(commit.changed()).isFalse();
        assertThat(commit.stamp().by()).isEqualTo("anna@desk");
        assertThat(inspect(agent, "acme").rules().getFirst().packets()).isEqualTo(3);
    }

    @Test
    void rulesThatSomebodyTookOutByHandArePutBack() throws Exception {
        AgentProcess agent = fixture.agent();
        deploy(agent, Plans.drop("anna@desk", LIST, PORT, "acme"));
        fixture.host.run("ip netns exec acme nft flush chain inet firewright input");
        Preparation again = prepare(agent, Plans.drop("anna@desk", LIST, PORT, "acme"));
        assertThat(again.namespaces().getFirst().inStep()).isFalse();
        assertThat(commit(agent, again, "acme").changed()).isTrue();
        assertThat(inspect(agent, "acme").rules()).hasSize(1);
    }

    @Test
    void twoPeopleAtOnceIsAConflictThatNamesTheOther() throws Exception {
        AgentProcess anna = fixture.agent();
        AgentProcess bert = fixture.agent();
        Preparation prepared = prepare(anna, Plans.drop("anna@desk", LIST, PORT, "acme"));
        deploy(bert, Plans.drop("bert@desk", LIST, PORT + 1, "acme"));
        assertThatThrownBy(() -> commit(anna, prepared, "acme")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONFLICT);
            assertThat(e.problem().text()).startsWith("acme: bert@desk deployed policy edge at ");
        });
        assertThat(inspect(anna, "acme").deployed().by()).isEqualTo("bert@desk");
    }

    @Test
    void changesToOtherTablesDoNotHinder() throws Exception {
        AgentProcess agent = fixture.agent();
        Preparation prepared = prepare(agent, Plans.drop("anna@desk", LIST, PORT, "acme"));
        fixture.host.run("ip netns exec acme nft add table ip docker");
        assertThat(commit(agent, prepared, "acme").changed()).isTrue();
        assertThat(inspect(agent, "acme").others()).containsExactly("ip docker");
    }

    @Test
    void aListThatAnotherAgentCollectedIsLoadedAgain() throws Exception {
        AgentProcess anna = fixture.agent();
        AgentProcess bert = fixture.agent();
        Preparation prepared = prepare(anna, Plans.drop("anna@desk", LIST, PORT, "acme"));
        bert.ask(service -> service.remove(new RemoveRequest(List.of("globex"))));
        assertThat(inspect(bert).lists()).isEmpty();
        assertThat(commit(anna, prepared, "acme").changed()).isTrue();
        send("acme", PORT, 2);
        assertThat(inspect(anna, "acme").rules().getFirst().packets()).isEqualTo(2);
    }

    @Test
    void missingContentIsAskedForAndRefused() throws Exception {
        AgentProcess agent = fixture.agent();
        Plans.NamedList absent = Plans.list("absent", 7);
        List<ListContent> lists = List.of(LIST.content(), absent.content());
        assertThat(agent.ask(service -> service.missing(new ContentRequest(lists)))
                        .digests())
                .containsExactly(absent.content().digest());
        assertRefused(agent, absent, "List absent is not on this host");
    }

    @Test
    void contentWithAnotherDigestIsRefused() throws Exception {
        Plans.NamedList list = Plans.list("forged", 7);
        Files.write(
                fixture.content.resolve(list.file().fileName()),
                Plans.list("other", 8).file().bytes());
        assertRefused(fixture.agent(), list, "does not have the digest");
    }

    private void assertRefused(AgentProcess agent, Plans.NamedList list, String words) throws Exception {
        Preparation refused = agent.ask(service -> service.prepare(Plans.drop("anna@desk", list, PORT, "acme")));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.CONTENT);
            assertThat(problem.text()).contains(words);
        });
        assertThatThrownBy(() -> commit(agent, refused, "acme")).isInstanceOf(ProblemException.class);
        assertThat(fixture.host.nft("acme")).isEmpty();
    }

    @Test
    void namespacesThatAreNotThereAreNamed() throws Exception {
        Preparation prepared =
                fixture.agent().ask(service -> service.prepare(Plans.drop("anna@desk", LIST, PORT, "acme", "nowhere")));
        assertThat(prepared.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
            assertThat(problem.place().namespace()).isEqualTo("nowhere");
        });
    }

    @Test
    void removalLeavesNothingAndTouchesNothingElse() throws Exception {
        AgentProcess agent = fixture.agent();
        fixture.host.run("ip netns exec acme nft add table ip docker");
        deploy(agent, Plans.drop("anna@desk", LIST, PORT, "acme", "globex"));
        Removal first = agent.ask(service -> service.remove(new RemoveRequest(List.of("acme"))));
        assertThat(first.namespaces()).containsExactly("acme");
        assertThat(first.pins()).isEmpty(); // the other namespace still uses them
        Removal second = agent.ask(service -> service.remove(new RemoveRequest(List.of("acme", "globex"))));
        assertThat(second.namespaces()).containsExactly("globex");
        assertThat(second.pins()).isNotEmpty();
        assertThat(fixture.host.run("ls /sys/fs/bpf/firewright")).isEmpty();
        assertThat(fixture.host.nft("acme")).contains("table ip docker").doesNotContain("firewright");
    }

    @Test
    void anotherListReplacesTheFirstInTheKernelToo() throws Exception {
        AgentProcess agent = fixture.agent();
        deploy(agent, Plans.drop("anna@desk", LIST, PORT, "acme"));
        Plans.NamedList other = Plans.list("other", 50);
        other.put(fixture.content);
        deploy(agent, Plans.drop("anna@desk", other, PORT, "acme"));
        assertThat(inspect(agent).lists())
                .singleElement()
                .satisfies(list -> assertThat(other.content().digest()).startsWith(list.digest()));
    }

    /** Sends UDP packets from 127.0.0.1 to 127.0.0.1 in a namespace. */
    private void send(String namespace, int port, int packets) throws Exception {
        fixture.host.run("ip netns exec " + namespace + " bash -c 'for i in $(seq " + packets
                + "); do echo > /dev/udp/127.0.0.1/" + port + "; done'");
    }

    private static List<Long> mapIds(HostState state) {
        return state.lists().stream()
                .flatMap(list -> list.maps().stream())
                .map(MapState::id)
                .toList();
    }
}
