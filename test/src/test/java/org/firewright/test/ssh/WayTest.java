package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.firewright.remote.AgentSession;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to a host: through others, or none at all. */
@Tag("ssh")
@RequiresRoot
class WayTest {
    @TempDir
    Path scratch;

    @TempDir
    Path second;

    private SshWorkbench desktop;

    @BeforeEach
    void desk() throws Exception {
        desktop = SshWorkbench.in(scratch.resolve("home"));
    }

    @Test
    void throughAnotherHostWhoseKeyIsCheckedToo() throws Exception {
        try (SshServer gate = SshServer.start(scratch, List.of(desktop.publicKey()));
                SshServer inner = SshServer.start(second, List.of(desktop.publicKey()))) {
            desktop.host("gate", gate.port()).host("inner", inner.port(), "ProxyJump gate");
            desktop.knows(inner);

            assertThat(desktop.refusal("inner")).contains("The key of gate", "is not known", gate.fingerprint());

            desktop.knows(gate);
            try (AgentSession session = desktop.connect("inner")) {
                assertThat(session.hello().root()).isTrue();
                assertThat(inner.agents()).hasSize(1);
                assertThat(gate.agents()).isEmpty();
                assertThat(desktop.steps().getFirst()).startsWith("Connecting to gate");
            }
        }
    }

    @Test
    void aCircleOfJumpsIsNamed() throws Exception {
        desktop.host("one", 1, "ProxyJump two").host("two", 2, "ProxyJump one");

        assertThat(desktop.refusal("one")).contains("ProxyJump");
    }

    @Test
    void aHostThatNeverSpeaksIsGivenUpInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            desktop.host("silent", silent.getLocalPort(), "ConnectTimeout 1");

            long before = System.nanoTime();
            String refusal = desktop.refusal("silent");

            assertThat(refusal)
                    .isEqualTo(
                            "silent (127.0.0.1, port " + silent.getLocalPort() + ") does not answer within 1 s. Check"
                                    + " HostName and Port in ~/.ssh/config, and whether ssh silent works.");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aClosedPortIsNamed() throws Exception {
        int port = SshServer.freePort();
        desktop.host("closed", port);

        assertThat(desktop.refusal("closed"))
                .startsWith("closed (127.0.0.1, port " + port + ") refuses the connection");
    }

    @Test
    void anUnknownNameIsNamed() {
        assertThat(desktop.refusal("no-such-host.invalid"))
                .startsWith("no-such-host.invalid cannot be reached: the name no-such-host.invalid is not known.");
    }

    @Test
    void whatIsNoHostIsRefusedBeforeAnythingIsTried() {
        for (String text : List.of("-oProxyCommand=touch", "a b", "", "host;reboot", "host:99999", "user@")) {
            assertThat(desktop.refusal(text)).as(text).startsWith("“" + text + "” is not a host.");
        }
    }
}
