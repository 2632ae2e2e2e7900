package org.firewright.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where SSH's own things are on this computer, and how long to wait.
 *
 * @param configFiles client configurations in order; what an earlier one says wins
 * @param home the person's home folder, for {@code ~}, default keys and the default known_hosts
 * @param agentSocket the ssh-agent's socket, unless the configuration names another
 * @param connectTimeout how long a host may take to answer, unless the configuration says otherwise
 * @param keepAlive how often a silent connection is asked for a sign of life; three unanswered ones end it
 */
public record SshSettings(
        List<Path> configFiles, Path home, Optional<Path> agentSocket, Duration connectTimeout, Duration keepAlive) {
    public SshSettings {
        configFiles = List.copyOf(configFiles);
    }

    /**
     * This person's settings: the given configurations first, then ~/.ssh/config, then /etc/ssh/ssh_config; the agent
     * that SSH_AUTH_SOCK names; ten seconds to answer; a sign of life every five.
     */
    public static SshSettings ofUser(List<Path> before) {
        Path home = Path.of(System.getProperty("user.home"));
        List<Path> files = new ArrayList<>(before);
        files.add(home.resolve(".ssh/config"));
        files.add(Path.of("/etc/ssh/ssh_config"));
        String socket = System.getenv("SSH_AUTH_SOCK");
        return new SshSettings(
                files,
                home,
                socket == null || socket.isEmpty() ? Optional.empty() : Optional.of(Path.of(socket)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }
}
