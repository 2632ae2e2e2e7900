package org.firewright.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration says of a host; where OpenSSH's client is installed, it is asked for a second opinion. */
class SshHostTest {
    private static final String CONFIG = """
            # what is said first wins
            Host *.example !secret.example
                User admin
                Port=2222
                IdentityFile "~/.ssh/example key"
                IdentityFile ~/.ssh/%h_key

            Host edge? alias
              HostName %h.internal.example
              ProxyJump jumper@gate.example:2200,second
              ConnectTimeout 3
              IdentitiesOnly yes
              StrictHostKeyChecking accept-new

            Host alias
            HostName ignored.example
            HostKeyAlias the-alias
            UserKnownHostsFile ~/.ssh/known_a ~/.ssh/known_b

            HOST upper
              HOSTNAME Upper.Example
              hashknownhosts YES

            Host direct
              ProxyJump none
              IdentityFile none

            Match originalhost matched
              User whom
              Port 23

            Include conf.d/*.conf

            Host *
              User everybody
              ProxyJump last.example
              IdentityFile /etc/key
            """;

    @TempDir
    Path home;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(home.resolve(".ssh/conf.d"));
        config = home.resolve(".ssh/config");
        Files.writeString(config, CONFIG);
        Files.writeString(home.resolve(".ssh/conf.d/10-one.conf"), "Host included\n  User one\n");
        Files.writeString(home.resolve(".ssh/conf.d/20-two.conf"), "Host included\n  User two\n  Port 24\n");
        Files.writeString(home.resolve(".ssh/conf.d/other.txt"), "Host included\n  HostName wrong\n");
    }

    private SshHost host(String text) throws ProblemException {
        return SshHost.of(Destination.parse(text), settings());
    }

    private SshSettings settings() {
        return new SshSettings(List.of(config), home, Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example",
                "secret.example",
                "edge1",
                "edge12",
                "alias",
                "upper",
                "direct",
                "matched",
                "included",
                "nothing-special",
                "me@www.example",
                "192.0.2.7"
            })
    void saysWhatOpenSshSays(String name) throws Exception {
        Map<String, List<String>> theirs = openSsh(name);
        assumeTrue(theirs != null, "OpenSSH's client is not installed");

        SshHost ours = host(name);

        assertThat(ours.hostName()).isEqualTo(theirs.get("hostname").getFirst());
        assertThat(ours.user()).isEqualTo(theirs.get("user").getFirst());
        assertThat(ours.port()).hasToString(theirs.get("port").getFirst());
        assertThat(ours.identitiesOnly())
                .isEqualTo(theirs.get("identitiesonly").getFirst().equals("yes"));
        assertThat(ours.hashNames())
                .isEqualTo(theirs.get("hashknownhosts").getFirst().equals("yes"));
        assertThat(jumps(ours))
                .isEqualTo(theirs.getOrDefault("proxyjump", List.of("")).getFirst());
        if (ours.identitiesNamed()) {
            assertThat(ours.identityFiles().stream().map(Path::toString).toList())
                    .isEqualTo(theirs.get("identityfile").stream()
                            .filter(file -> !file.equals("none"))
                            .map(file -> file.replace("%h", ours.hostName()))
                            .toList());
        }
        if (theirs.get("connecttimeout").getFirst().matches("[0-9]+")) {
            assertThat(ours.connectTimeout().toSeconds())
                    .hasToString(theirs.get("connecttimeout").getFirst());
        }
    }

    @Test
    void theFirstValueWinsAndIdentitiesAddUp() throws Exception {
        SshHost host = host("www.example");

        assertThat(host.user()).isEqualTo("admin");
        assertThat(host.port()).isEqualTo(2222);
        assertThat(host.identityFiles())
                .containsExactly(
                        home.resolve(".ssh/example key"), home.resolve(".ssh/www.example_key"), Path.of("/etc/key"));
        assertThat(host.keyName()).isEqualTo("[www.example]:2222");
    }

    @Test
    void namesOfKnownHosts() throws Exception {
        assertThat(host("alias").keyName()).isEqualTo("the-alias");
        assertThat(host("upper").keyName()).isEqualTo("upper.example");
        assertThat(host("alias").knownHosts())
                .containsExactly(
                        home.resolve(".ssh/known_a"),
                        home.resolve(".ssh/known_b"),
                        Path.of("/etc/ssh/ssh_known_hosts"));
        assertThat(host("edge1").unknownKey()).isEqualTo(SshHost.UnknownKey.ACCEPT);
    }

    @Test
    void withoutAnyFileThereAreDefaults() throws Exception {
        config = home.resolve("missing");
        SshHost host = host("lab1");

        assertThat(host.port()).isEqualTo(22);
        assertThat(host.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(host.jumps()).isEmpty();
        assertThat(host.identityFiles()).contains(home.resolve(".ssh/id_ed25519"));
        assertThat(host.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void faultsAreToldWithFileAndLine() throws IOException {
        Files.writeString(config, "Host *\n  User \"open\n");
        assertThatThrownBy(() -> host("any"))
                .hasMessageStartingWith(config + ", line 2: a quotation mark is not closed.");

        Files.writeString(config, "Host *\n\n  User\n");
        assertThatThrownBy(() -> host("any")).hasMessageStartingWith(config + ", line 3: “User” has no value.");

        Files.writeString(config, "Include config\n");
        assertThatThrownBy(() -> host("any")).hasMessageContaining("files include each other");

        Files.writeString(config, "Port many\n");
        assertThatThrownBy(() -> host("any")).hasMessageContaining("says Port many, which is not a number");

        Files.writeString(config, "ProxyCommand nc %h %p\n");
        assertThatThrownBy(() -> host("any")).hasMessageContaining("reaches any by a ProxyCommand");

        Files.writeString(config, "HostName %z\n");
        assertThatThrownBy(() -> host("any")).hasMessageContaining("%z is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root@edge:2200", "ssh://root@edge:2200", "ssh://root@edge:2200/"})
    void userAndPortMayStandWithTheHost(String text) throws Exception {
        assertThat(Destination.parse(text)).isEqualTo(new Destination("root", "edge", 2200));
    }

    @Test
    void addressesOfVersion6() throws Exception {
        assertThat(Destination.parse("2001:db8::1")).isEqualTo(new Destination(null, "2001:db8::1", 0));
        assertThat(Destination.parse("[2001:db8::1]:2200")).isEqualTo(new Destination(null, "2001:db8::1", 2200));
    }

    private static String jumps(SshHost host) {
        return String.join(
                ",",
                host.jumps().stream()
                        .map(jump -> (jump.user() == null ? "" : jump.user() + "@")
                                + jump.host()
                                + (jump.port() == 0 ? "" : ":" + jump.port()))
                        .toList());
    }

    /** What {@code ssh -G} prints; null where there is no ssh. */
    private Map<String, List<String>> openSsh(String name) throws Exception {
        // ssh takes the home folder from the user database, not from the environment: relative files are made absolute.
        Path absolute = home.resolve("absolute");
        Files.writeString(
                absolute,
                CONFIG.replace("~/", home + "/")
                        .replace("conf.d", home.resolve(".ssh/conf.d").toString()));
        Process ssh;
        try {
            ssh = new ProcessBuilder("ssh", "-G", "-F", absolute.toString(), name)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return null;
        }
        Map<String, List<String>> said = new HashMap<>();
        String output = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ssh.waitFor()).as(output).isZero();
        for (String line : output.lines().toList()) {
            String[] words = line.split(" ", 2);
            said.computeIfAbsent(words[0], key -> new ArrayList<>()).add(words.length > 1 ? words[1] : "");
        }
        return said;
    }
}
