package org.firewright.test.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.firewright.test.agent.AgentFixture.commit;
import static org.firewright.test.agent.AgentFixture.deploy;
import static org.firewright.test.agent.AgentFixture.inspect;
import static org.firewright.test.agent.AgentFixture.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent does when things go wrong: a sentence, nothing half applied, nothing left behind. */
@Tag("kernel")
@RequiresRoot
class FaultsTest {
    private static final int PORT = 4242;
    private static final Plans.NamedList SMALL = Plans.list("small", 10);
    private static final Plans.NamedList LARGE = Plans.list("large", 200_000);

    private Path folder;

    @AutoClose
    private AgentFixture fixture;

    @BeforeEach
    void makeHost(@TempDir Path temporary) throws Exception {
        folder = temporary;
        use(ScratchHost.with("acme"));
    }

    private void use(ScratchHost host) throws IOException {
        fixture = new AgentFixture(host, folder);
        SMALL.put(fixture.content);
        LARGE.put(fixture.content);
    }

    /** The agent dies at some moment of preparing or committing; what is in force is one ruleset or the other, whole. */
    @Test
    void killedAtAnyMomentNothingIsHalfApplied() throws Exception {
        Random random = new Random(20260101);
        Deployment even = Plans.many("anna@desk", SMALL, 300, "acme");
        Deployment odd = Plans.many("anna@desk", LARGE, 200, "acme");
        AgentProcess first = fixture.agent();
        deploy(first, even);
        first.kill();
        for (int round = 0; round < 12; round++) {
            Deployment next = round % 2 == 0 ? odd : even;
            AgentProcess doomed = fixture.agent();
            Thread killer = Thread.ofPlatform().start(killAfter(doomed, random.nextInt(400)));
            try {
                deploy(doomed, next);
            } catch (AssertionError e) {
                assertThat(e).hasMessageStartingWith("The agent is gone");
            }
            killer.join();
            try (AgentProcess survivor = fixture.agent()) {
                NamespaceState state = inspect(survivor, "acme");
                int rules = state.deployed()
                                .digest()
                                .equals(even.rulesets().getFirst().digest())
                        ? 300
                        : 200;
                assertThat(state.rules()).as("round " + round).hasSize(rules);
                assertThat(state.rules())
                        .allSatisfy(rule -> assertThat(rule.pins()).hasSize(1));
            }
        }
        AgentProcess last = fixture.agent();
        deploy(last, even);
        assertThat(inspect(last).lists()).hasSize(1);
        last.ask(service -> service.remove(new RemoveRequest(List.of("acme"))));
        assertThat(fixture.host.run("ls /sys/fs/bpf/firewright")).isEmpty();
    }

    private static Runnable killAfter(AgentProcess agent, int milliseconds) {
        return () -> {
            try {
                // Not a wait for something to happen: the moment is what the test draws by lot.
                TimeUnit.MILLISECONDS.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            agent.kill();
        };
    }

    @Test
    void whoHoldsTheLockIsNamedAndALockOfTheDeadFalls() throws Exception {
        AgentProcess stuck = fixture.agent();
        var preparing = stuck.send(service -> service.prepare(Plans.drop("anna@desk", LARGE, PORT, "acme")));
        assertThat(stuck.steps.poll(20, TimeUnit.SECONDS)).isNotNull();
        Commands.run(List.of("kill", "-STOP", Long.toString(stuck.pid())));
        AgentProcess other = fixture.agent();
        Deployment small = Plans.drop("bert@desk", SMALL, PORT, "acme");
        assertThatThrownBy(() -> prepare(other, small)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONFLICT);
            assertThat(e.problem().text()).contains("anna@desk prepares (agent process ", ", since 20");
        });
        assertThat(inspect(other).namespaces()).isNotEmpty(); // looking needs no lock
        assertThat(preparing).isNotDone();
        stuck.kill();
        assertThat(deploy(other, small).getFirst().changed()).isTrue();
    }

    @Test
    void anAgentWithoutRightsSaysSo() throws Exception {
        fixture.installIn(folder.resolve("readable"));
        fixture.host.run("chmod -R a+rX " + folder);
        AgentProcess agent = fixture.silentAgent("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Hello hello = agent.hello();
        assertThat(hello.root()).isFalse();
        assertThat(hello.features()).allSatisfy(feature -> {
            assertThat(feature.available()).isFalse();
            assertThat(feature.reason()).contains("root");
        });
        assertThatThrownBy(() -> prepare(agent, Plans.drop("anna@desk", SMALL, PORT, "acme")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.PERMISSION);
                    assertThat(e.problem().text()).contains("nobody", "only root");
                });
        assertThat(inspect(agent).problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.PERMISSION));
    }

    @Test
    void bpffsIsMountedWhereItIsNot() throws Exception {
        fixture.close();
        use(ScratchHost.bare("ip netns add acme"));
        AgentProcess agent = fixture.silentAgent();
        assertThat(feature(agent.hello(), Feature.BPFFS).available()).isTrue();
        deploy(agent, Plans.drop("anna@desk", SMALL, PORT, "acme"));
        assertThat(fixture.host.run("stat -f -c %T /sys/fs/bpf")).isEqualTo("bpf_fs\n");
    }

    @Test
    void aHostThatCannotHaveBpffsSaysSo() throws Exception {
        fixture.close();
        use(ScratchHost.bare("ip netns add acme && mount -t tmpfs empty /sys"));
        AgentProcess agent = fixture.silentAgent();
        assertThat(feature(agent.hello(), Feature.BPFFS).reason()).contains("/sys/fs/bpf", "mount -t sysfs");
        Preparation refused = agent.ask(service -> service.prepare(Plans.drop("anna@desk", SMALL, PORT, "acme")));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING_FEATURE);
            assertThat(problem.text()).contains("bpf file system");
        });
    }

    private static Feature feature(Hello hello, String name) {
        return hello.features().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "Content-Length: 2000000000\r\n\r\n{",
                "Content-Length: -5\r\n\r\n",
                "\u0000\u0001\u0002\n\n",
            })
    void whatIsNoMessageEndsTheAgentWithASentence(String bytes) throws Exception {
        AgentProcess agent = fixture.agent();
        agent.input().write(bytes.getBytes(StandardCharsets.UTF_8));
        agent.input().flush();
        assertThat(agent.awaitEnd()).isEqualTo(1);
        assertThat(agent.log())
                .anySatisfy(line -> assertThat(line).contains("SEVERE", "The desktop's messages cannot be read: "));
    }

    @Test
    void theAgentEndsWithItsDesktop() throws Exception {
        AgentProcess agent = fixture.agent();
        agent.input().close();
        assertThat(agent.awaitEnd()).isZero();
        assertThat(agent.log()).allSatisfy(line -> assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT\\S+Z [A-Z]+ .*"));
    }

    @Test
    void aFileThatIsNoNamespaceIsAProblemOfThePictureOnly() throws Exception {
        fixture.host.run("touch /run/netns/stale");
        AgentProcess agent = fixture.agent();
        deploy(agent, Plans.drop("anna@desk", SMALL, PORT, "acme"));
        HostState state = inspect(agent);
        assertThat(state.namespaces()).extracting(NamespaceState::name).containsExactly("root", "acme");
        assertThat(state.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.text()).contains("/run/netns/stale is not a network namespace"));
    }

    @Test
    void tenThousandRulesAreOneTransaction() throws Exception {
        AgentProcess agent = fixture.agent();
        Deployment many = Plans.many("anna@desk", SMALL, 10_000, "acme");
        Preparation prepared = prepare(agent, many);
        assertThat(commit(agent, prepared, "acme").changed()).isTrue();
        assertThat(inspect(agent, "acme").rules()).hasSize(10_000);
    }
}
