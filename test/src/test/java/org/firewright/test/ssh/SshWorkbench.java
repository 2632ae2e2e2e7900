package org.firewright.test.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Hosts;
import org.firewright.remote.Prompts;
import org.firewright.remote.SshSettings;

/** The desktop's side of a test: a home folder with a key, a configuration and known_hosts. */
public final class SshWorkbench {
    private final Path home;
    private final List<String> steps = new ArrayList<>();

    private SshWorkbench(Path home) {
        this.home = home;
    }

    /** Makes one, with an ed25519 key, in an empty folder. */
    public static SshWorkbench in(Path home) throws Exception {
        Files.createDirectories(home.resolve(".ssh"));
        SshServer.keygen(home.resolve(".ssh/id_ed25519"));
        return new SshWorkbench(home);
    }

    Path key() {
        return home.resolve(".ssh/id_ed25519");
    }

    public Path knownHosts() {
        return home.resolve(".ssh/known_hosts");
    }

    public String publicKey() throws IOException {
        return Files.readString(home.resolve(".ssh/id_ed25519.pub")).strip();
    }

    /** Says in the configuration where a host is, and what more the lines tell. */
    public SshWorkbench host(String name, int port, String... more) throws IOException {
        Path config = home.resolve(".ssh/config");
        String before = Files.exists(config) ? Files.readString(config) : "";
        // What is said first wins, so what the test says comes before what is usual.
        String block = "Host " + name + "\n  HostName 127.0.0.1\n  Port " + port + "\n  " + String.join("\n  ", more)
                + "\n  User root\n";
        Files.writeString(config, before + block);
        return this;
    }

    /** Writes the server's key to known_hosts. */
    public SshWorkbench knows(SshServer server) throws IOException {
        String before = Files.exists(knownHosts()) ? Files.readString(knownHosts()) : "";
        Files.writeString(knownHosts(), before + "[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n");
        return this;
    }

    AgentSession connect(String host) throws ProblemException {
        return connect(host, Prompts.NONE, Optional.empty());
    }

    AgentSession connect(String host, Prompts prompts, Optional<Path> agentSocket) throws ProblemException {
        steps.clear();
        return new Hosts(settings(agentSocket), prompts).connect(host, steps::add);
    }

    /** What the desktop's SSH goes by. */
    public SshSettings settings(Optional<Path> agentSocket) {
        return new SshSettings(
                List.of(home.resolve(".ssh/config")), home, agentSocket, Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    /** Connects where that must fail, and gives the problem's text. */
    String refusal(String host) {
        return refusal(host, Prompts.NONE);
    }

    String refusal(String host, Prompts prompts) {
        try (AgentSession session = connect(host, prompts, Optional.empty())) {
            throw new AssertionError("connected to " + session.host());
        } catch (ProblemException e) {
            return e.problem().text();
        }
    }

    public Path home() {
        return home;
    }

    /** What the last connection told of its steps. */
    List<String> steps() {
        return List.copyOf(steps);
    }
}
