package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Prompts;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of key that people have, in files and in the ssh-agent. */
@Tag("ssh")
@RequiresRoot
class LoginTest {
    private static final List<String> KINDS = List.of(
            "ed25519 -t ed25519",
            "rsa -t rsa -b 2048",
            "ecdsa -t ecdsa -b 384",
            "locked -t ed25519 -N secret",
            "pem -t rsa -b 2048 -m PEM",
            "lockedpem -t rsa -b 2048 -m PEM -N secret",
            "pkcs8 -t ecdsa -b 256 -m PKCS8",
            "held -t rsa -b 2048 -N secret");

    @TempDir
    static Path scratch;

    private static SshServer server;

    @TempDir
    Path home;

    private SshWorkbench desktop;

    @BeforeAll
    static void start() throws Exception {
        List<String> authorized = new ArrayList<>();
        for (String kind : KINDS) {
            String[] words = kind.split(" ", 2);
            Path key = scratch.resolve(words[0]);
            SshServer.keygen(key, words[1].split(" ", -1));
            authorized.add(Files.readString(Path.of(key + ".pub")).strip());
        }
        server = SshServer.start(scratch, authorized);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void desk() throws Exception {
        desktop = SshWorkbench.in(home).knows(server);
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "rsa", "ecdsa", "pem", "pkcs8"})
    void aKeyInAFile(String key) throws Exception {
        desktop.host("edge", server.port(), "IdentityFile " + scratch.resolve(key));

        try (AgentSession session = desktop.connect("edge")) {
            assertThat(session.hello().root()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"locked", "lockedpem"})
    void aPassphraseIsAskedOnce(String key) throws Exception {
        desktop.host("edge", server.port(), "IdentityFile " + scratch.resolve(key));
        Answers person = new Answers(false, "secret");

        desktop.connect("edge", person, Optional.empty()).close();

        assertThat(person.questions()).containsExactly("passphrase of " + scratch.resolve(key));
    }

    @Test
    void aWrongPassphraseEndsWithASentence() throws Exception {
        desktop.host("edge", server.port(), "IdentityFile " + scratch.resolve("locked"));

        assertThat(desktop.refusal("edge", new Answers(false, "wrong")))
                .contains("does not let user root in", "not the passphrase of " + scratch.resolve("locked"));
        assertThat(desktop.refusal("edge")).contains("needs its passphrase, and none was given");
    }

    @Test
    void aPassphraseIsNotAskedForAKeyThatTheHostDoesNotTake() throws Exception {
        SshServer.keygen(home.resolve("stranger"), "-N", "secret");
        desktop.host("edge", server.port(), "IdentityFile " + home.resolve("stranger"));
        Answers person = new Answers(false, "secret");

        assertThat(desktop.refusal("edge", person)).contains("stranger was refused");
        assertThat(person.questions()).isEmpty();
    }

    @Test
    void aKeyThatTheHostDoesNotTakeEndsWithASentence() throws Exception {
        desktop.host("edge", server.port());

        assertThat(desktop.refusal("edge"))
                .isEqualTo("edge (127.0.0.1, port " + server.port() + ") does not let user root in: " + desktop.key()
                        + " was refused. Put the public key into ~root/.ssh/authorized_keys there, or name the right"
                        + " User and IdentityFile in ~/.ssh/config.");
    }

    @Test
    void afterARefusedKeyTheNextOneIsTried() throws Exception {
        desktop.host(
                "edge",
                server.port(),
                "IdentityFile " + home.resolve("missing"),
                "IdentityFile " + desktop.key(),
                "IdentityFile " + scratch.resolve("rsa"));

        desktop.connect("edge").close();
    }

    @Test
    void theSshAgentSigns() throws Exception {
        try (RunningKeyAgent agent = RunningKeyAgent.start(home.resolve("agent"))) {
            agent.add(scratch.resolve("held"), "secret");
            desktop.host("edge", server.port());
            Answers person = new Answers(false, null);

            desktop.connect("edge", person, Optional.of(agent.socket())).close();
            assertThat(person.questions()).isEmpty();

            desktop.host("file", server.port(), "IdentityFile " + scratch.resolve("held"), "IdentitiesOnly yes");
            desktop.connect("file", Prompts.NONE, Optional.of(agent.socket())).close();

            desktop.host("only", server.port(), "IdentityFile " + desktop.key(), "IdentitiesOnly yes");
            assertThat(desktop.refusal("only")).contains("does not let user root in");
        }
    }

    @Test
    void aDeadSshAgentIsNoHindrance() throws Exception {
        desktop.host("edge", server.port(), "IdentityFile " + scratch.resolve("ed25519"));

        desktop.connect("edge", Prompts.NONE, Optional.of(home.resolve("nothing")))
                .close();
    }

    /** A real ssh-agent. */
    private record RunningKeyAgent(Path socket, Process process) implements AutoCloseable {
        private static final Pattern READY = Pattern.compile("SSH_AUTH_SOCK=([^;]+);");

        static RunningKeyAgent start(Path socket) throws Exception {
            Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // It tells its socket when it listens there.
            String line = process.inputReader().readLine();
            Matcher ready = READY.matcher(line);
            assertThat(ready.find()).as(line).isTrue();
            return new RunningKeyAgent(socket, process);
        }

        void add(Path key, String passphrase) throws Exception {
            Path ask = Path.of(socket + ".ask");
            Files.writeString(ask, "#!/bin/sh\necho " + passphrase + "\n");
            assertThat(ask.toFile().setExecutable(true)).isTrue();
            ProcessBuilder builder = new ProcessBuilder("ssh-add", key.toString()).redirectErrorStream(true);
            builder.environment().put("SSH_AUTH_SOCK", socket.toString());
            builder.environment().put("SSH_ASKPASS", ask.toString());
            builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
            Process add = builder.start();
            String said = new String(add.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(add.waitFor()).as(said).isZero();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
