package org.firewright.test.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.firewright.remote.AgentSession;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent becomes root through sudo, or it is told why it cannot; and what else a host may lack. */
@Tag("ssh")
@RequiresRoot
class RootTest {
    @TempDir
    Path scratch;

    private SshWorkbench desktop;

    @AutoClose
    private SshServer server;

    @BeforeEach
    void desk() throws Exception {
        desktop = SshWorkbench.in(scratch.resolve("home"));
    }

    private void start(String... hidden) throws Exception {
        server = SshServer.start(scratch, List.of(desktop.publicKey()), hidden);
        desktop.knows(server);
        for (String user : List.of("root", "engineer", "asked", "nosudo")) {
            desktop.host("as-" + user, server.port(), "User " + user);
        }
    }

    @Test
    void throughSudoWithoutPassword() throws Exception {
        start();
        try (AgentSession session = desktop.connect("as-engineer")) {
            assertThat(session.hello().root()).isTrue();
        }
        assertThat(server.agents()).isEmpty();
    }

    @Test
    void throughSudoWithThePassword() throws Exception {
        start();
        Answers person = new Answers(false, SshServer.PASSWORD);
        try (AgentSession session = desktop.connect("as-asked", person, Optional.empty())) {
            assertThat(session.hello().root()).isTrue();
            assertThat(person.questions()).containsExactly("password of asked on as-asked");
            assertThat(server.agents())
                    .as("the password is nobody's to see")
                    .noneMatch(line -> line.contains("sesame"));
        }
        assertThat(server.agents()).isEmpty();
    }

    @Test
    void aWrongPasswordIsToldAndSentOnlyOnce() throws Exception {
        start();
        Answers person = new Answers(false, "guess");

        assertThat(desktop.refusal("as-asked", person))
                .startsWith("The agent needs to be root, and asked cannot become it: sudo on as-asked refused the"
                        + " password of asked.");
        assertThat(person.questions()).hasSize(1);
        assertThat(desktop.refusal("as-asked")).contains("wants the password of asked, and none was given");
    }

    @Test
    void aUserWhomSudoDoesNotKnow() throws Exception {
        start();

        assertThat(desktop.refusal("as-nosudo", new Answers(false, SshServer.PASSWORD)))
                .contains("nosudo cannot become it", "nosudo is not in the sudoers file")
                .endsWith("Allow nosudo to use sudo on as-nosudo, or connect as root.");
    }

    @Test
    void noSudoAtAll() throws Exception {
        start();
        server.inside(
                "/bin/sh",
                "-ec",
                "mkdir /run/upper /run/work;"
                        + " mount -t overlay -o lowerdir=/usr/bin,upperdir=/run/upper,workdir=/run/work none /usr/bin;"
                        + " rm /usr/bin/sudo");

        assertThat(desktop.refusal("as-engineer")).contains("cannot become it: there is no sudo on as-engineer");
    }

    @Test
    void noJava() throws Exception {
        start("/usr/lib/jvm", "/opt");

        assertThat(desktop.refusal("as-root"))
                .isEqualTo("There is no Java 21 or newer on as-root. Install one there, such as the package"
                        + " openjdk-21-jre-headless or temurin-25-jre.");
    }

    @Test
    void onlyAnOldJava() throws Exception {
        start("/usr/lib/jvm", "/opt");
        server.inside(
                "/bin/sh",
                "-c",
                "mkdir -p /usr/lib/jvm/old/bin; echo 'JAVA_VERSION=\"17.0.9\"' >/usr/lib/jvm/old/release;"
                        + " printf '#!/bin/sh\\n' >/usr/lib/jvm/old/bin/java; chmod +x /usr/lib/jvm/old/bin/java");

        assertThat(desktop.refusal("as-root"))
                .startsWith("There is no Java 21 or newer on as-root (the newest there is 17.0.9).");
    }

    @Test
    void noPlaceForTheAgent() throws Exception {
        start();
        server.inside("/bin/sh", "-c", "echo >/home/engineer/.cache");

        assertThat(desktop.refusal("as-engineer"))
                .startsWith("On as-engineer the folder /home/engineer/.cache/firewright cannot be made");
    }

    @Test
    void aFullDisk() throws Exception {
        start();
        server.inside("mount", "-t", "tmpfs", "-o", "size=64k", "none", "/root");

        assertThat(desktop.refusal("as-root"))
                .contains("The agent cannot be uploaded to as-root", "the disk is not full");
    }
}
