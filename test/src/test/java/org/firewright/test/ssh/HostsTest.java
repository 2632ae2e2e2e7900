package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.firewright.remote.AgentSession;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ssh")
@RequiresRoot
class HostsTest {
    @TempDir
    Path scratch;

    @Test
    void startsTheAgentOverSshWithAKey() throws Exception {
        SshWorkbench desktop = SshWorkbench.in(scratch.resolve("home"));
        try (SshServer server = SshServer.start(scratch, List.of(desktop.publicKey()))) {
            desktop.host("edge", server.port()).knows(server);

            try (AgentSession session = desktop.connect("edge")) {
                assertThat(session.hello().root()).isTrue();
                assertThat(desktop.steps()).anyMatch(step -> step.startsWith("Uploading the agent ("));
            }
            try (AgentSession again = desktop.connect("edge")) {
                assertThat(again.host()).isEqualTo("edge");
                assertThat(desktop.steps()).noneMatch(step -> step.contains("Uploading"));
            }
        }
    }
}
