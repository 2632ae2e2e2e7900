package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.HelloRequest;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent is brought along, runs as long as its session, and its end is told. */
@Tag("ssh")
@RequiresRoot
class HostsTest {
    private final SshWorkbench desktop;

    @AutoClose
    private final SshServer server;

    HostsTest(@TempDir Path scratch) throws Exception {
        desktop = SshWorkbench.in(scratch.resolve("home"));
        server = SshServer.start(scratch, List.of(desktop.publicKey()));
        desktop.host("edge", server.port()).knows(server);
    }

    @Test
    void theAgentIsUploadedOnceAndEndsWithItsSession() throws Exception {
        try (AgentSession session = desktop.connect("edge")) {
            assertThat(session.hello().root()).isTrue();
            assertThat(session.host()).isEqualTo("edge");
            assertThat(desktop.steps()).anyMatch(step -> step.startsWith("Uploading the agent ("));
            assertThat(server.agents()).hasSize(1);
        }
        assertThat(server.agents()).isEmpty();
        try (AgentSession again = desktop.connect("edge")) {
            assertThat(again.ended()).isNotDone();
            assertThat(desktop.steps()).noneMatch(step -> step.contains("Uploading"));
        }
        assertThat(server.inside("stat", "-c", "%a %n", "/root/.cache/firewright/content"))
                .startsWith("700 ");
    }

    @Test
    void aDamagedAgentIsUploadedAgain() throws Exception {
        desktop.connect("edge").close();
        server.inside(
                "/bin/sh", "-c", "for jar in /root/.cache/firewright/agent/*/agent.jar; do echo damage >>$jar; done");

        try (AgentSession session = desktop.connect("edge")) {
            assertThat(session.hello().root()).isTrue();
            assertThat(desktop.steps()).anyMatch(step -> step.startsWith("The agent there is damaged"));
        }
    }

    @Test
    void listsArePutOnceAndWhole() throws Exception {
        ListFile file = ListFile.of(new AddressRanges(new int[] {1, 5, 9, 9}, new long[0]));
        try (AgentSession session = desktop.connect("edge")) {
            session.put(file);
            session.put(file);
        }
        String folder = "/root/.cache/firewright/content";
        assertThat(server.inside("ls", folder)).isEqualTo(file.fileName());
        assertThat(server.inside("sh", "-c", "zcat <" + folder + "/" + file.fileName() + " | sha256sum"))
                .startsWith(file.digest());
    }

    @Test
    void theEndOfTheAgentIsToldWithItsStatus() throws Exception {
        try (AgentSession session = desktop.connect("edge")) {
            server.agentProcess().destroyForcibly();

            assertThatThrownBy(() -> session.ended().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("The agent on edge has ended");
            assertThatThrownBy(
                            () -> session.ask(agent -> agent.hello(new HelloRequest(1, "test")), Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONNECTION))
                    .hasMessageStartingWith("The agent on edge has ended");
        }
    }

    @Test
    void aHostThatVanishesIsNoticed() throws Exception {
        try (AgentSession session = desktop.connect("edge")) {
            // Stopped, not killed: the connection stays open and nothing is ever answered, as when a cable is pulled.
            server.freeze();

            assertThatThrownBy(() -> session.ended().get(15, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("The connection to edge is lost.");
        }
    }
}
