package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Prompts;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts are who they were: known_hosts decides, people are asked only about what is new. */
@Tag("ssh")
@RequiresRoot
class HostKeyTest {
    private final Path scratch;
    private final SshWorkbench desktop;

    @AutoClose
    private final SshServer server;

    HostKeyTest(@TempDir Path scratch) throws Exception {
        this.scratch = scratch;
        desktop = SshWorkbench.in(scratch.resolve("home"));
        server = SshServer.start(scratch, List.of(desktop.publicKey()));
    }

    @Test
    void anUnknownKeyIsAskedAboutWithTheFingerprintThatSshKeygenTells() throws Exception {
        desktop.host("edge", server.port());
        Answers person = new Answers(true, null);

        desktop.connect("edge", person, Optional.empty()).close();

        assertThat(person.questions()).containsExactly("trust ssh-ed25519 " + server.fingerprint());
        assertThat(Files.readString(desktop.knownHosts()))
                .isEqualTo("[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n");
        try (AgentSession again = desktop.connect("edge")) {
            assertThat(again.hello().root()).as("not asked again").isTrue();
        }
    }

    @Test
    void anUnknownKeyThatNobodyTrustsIsRefused() throws Exception {
        desktop.host("edge", server.port());

        assertThat(desktop.refusal("edge")).contains("is not known: ssh-ed25519 " + server.fingerprint());
        assertThat(desktop.knownHosts()).doesNotExist();
    }

    @Test
    void strictCheckingDoesNotEvenAsk() throws Exception {
        desktop.host("edge", server.port(), "StrictHostKeyChecking yes");
        Answers person = new Answers(true, null);

        assertThat(desktop.refusal("edge", person)).contains("is not known");
        assertThat(person.questions()).isEmpty();
    }

    @Test
    void aChangedKeyIsRefusedWithBothFingerprintsAndTheLine() throws Exception {
        SshServer.keygen(scratch.resolve("other"));
        String other = Files.readString(scratch.resolve("other.pub"));
        Files.writeString(desktop.knownHosts(), "# mine\n[127.0.0.1]:" + server.port() + " " + other);
        desktop.host("edge", server.port());
        Answers person = new Answers(true, null);

        String refusal = desktop.refusal("edge", person);

        String otherFingerprint =
                SshServer.run("ssh-keygen", "-lf", scratch.resolve("other.pub").toString());
        assertThat(refusal)
                .contains("has changed", server.fingerprint(), desktop.knownHosts() + ", line 2")
                .contains(otherFingerprint.split(" ", -1)[1]);
        assertThat(person.questions()).isEmpty();
    }

    @Test
    void hashedNamesAreReadAndWritten() throws Exception {
        desktop.host("edge", server.port(), "HashKnownHosts yes");
        desktop.connect("edge", new Answers(true, null), Optional.empty()).close();

        assertThat(Files.readString(desktop.knownHosts())).startsWith("|1|");
        assertThat(SshServer.run(
                        "ssh-keygen",
                        "-F",
                        "[127.0.0.1]:" + server.port(),
                        "-f",
                        desktop.knownHosts().toString()))
                .as("OpenSSH finds what we wrote")
                .contains(server.hostKey());

        SshServer.run("ssh-keygen", "-H", "-f", desktop.knownHosts().toString());
        desktop.connect("edge", Prompts.NONE, Optional.empty()).close();
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        desktop.host("edge", server.port()).knows(server);
        Files.writeString(
                desktop.knownHosts(), Files.readString(desktop.knownHosts()) + "@revoked * " + server.hostKey());

        assertThat(desktop.refusal("edge")).contains("is marked as revoked", "line 2");
    }

    @Test
    void anAliasStandsForTheHost() throws Exception {
        desktop.host("edge", server.port(), "HostKeyAlias edge.example");
        Files.writeString(desktop.knownHosts(), "edge.example " + server.hostKey() + "\n");

        desktop.connect("edge").close();
    }
}
