package org.firewright.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * How to reach one host: what the configuration says of it, with OpenSSH's defaults for the rest.
 *
 * @param name as the person wrote it
 * @param hostName the name or address to connect to
 * @param user whom to be there
 * @param port where sshd listens
 * @param identityFiles private keys to offer, in order; they need not exist
 * @param identitiesNamed whether the configuration names these files; false for the default ones
 * @param identitiesOnly whether the agent's other keys are to stay out of it
 * @param agentSocket the ssh-agent to ask
 * @param jumps hosts to go through, in order
 * @param knownHosts files of known keys; new ones go into the first
 * @param keyName the name under which the key is known: HostKeyAlias, or the host with its port
 * @param unknownKey what to do with a key that is not known
 * @param hashNames whether names in known_hosts are to be hashed
 * @param connectTimeout how long it may take to answer
 */
record SshHost(
        String name,
        String hostName,
        String user,
        int port,
        List<Path> identityFiles,
        boolean identitiesNamed,
        boolean identitiesOnly,
        Optional<Path> agentSocket,
        List<Destination> jumps,
        List<Path> knownHosts,
        String keyName,
        UnknownKey unknownKey,
        boolean hashNames,
        Duration connectTimeout) {
    /** What StrictHostKeyChecking says; "no" counts as ask, because an unknown key is never taken without a word. */
    enum UnknownKey {
        ASK,
        ACCEPT,
        REFUSE
    }

    private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    /** Looks a destination up. Throws a problem that names host and keyword when a value makes no sense. */
    static SshHost of(Destination destination, SshSettings settings) throws ProblemException {
        SshConfig config = SshConfig.of(settings.configFiles(), destination.host(), settings.home());
        String local = System.getProperty("user.name");
        String user = destination.user() != null
                ? destination.user()
                : config.first("User").orElse(local);
        int port = destination.port() > 0 ? destination.port() : number(config, destination, "Port", 22, 65535);
        String hostName = Tokens.expand(config.first("HostName").orElse("%h"), Map.of("h", destination.host()))
                .toLowerCase(Locale.ROOT);
        Map<String, String> tokens = Map.of(
                "h",
                hostName,
                "n",
                destination.host(),
                "p",
                String.valueOf(port),
                "r",
                user,
                "u",
                local,
                "d",
                settings.home().toString());
        List<Path> named = new ArrayList<>();
        for (String file : config.every("IdentityFile")) {
            if (!file.equals("none")) {
                named.add(path(file, tokens, settings.home()));
            }
        }
        List<Path> knownHosts = new ArrayList<>();
        for (String file : config.arguments("UserKnownHostsFile")) {
            if (!file.equals("none")) {
                knownHosts.add(path(file, tokens, settings.home()));
            }
        }
        if (config.arguments("UserKnownHostsFile").isEmpty()) {
            knownHosts.add(settings.home().resolve(".ssh/known_hosts"));
            knownHosts.add(settings.home().resolve(".ssh/known_hosts2"));
        }
        for (String file : config.arguments("GlobalKnownHostsFile")) {
            knownHosts.add(path(file, tokens, settings.home()));
        }
        if (config.arguments("GlobalKnownHostsFile").isEmpty()) {
            knownHosts.add(Path.of("/etc/ssh/ssh_known_hosts"));
        }
        boolean identitiesNamed = !config.every("IdentityFile").isEmpty();
        String keyName = config.first("HostKeyAlias").orElse(port == 22 ? hostName : "[" + hostName + "]:" + port);
        Duration timeout = config.first("ConnectTimeout").isEmpty()
                ? settings.connectTimeout()
                : Duration.ofSeconds(number(config, destination, "ConnectTimeout", 0, 600));
        return new SshHost(
                destination.host(),
                hostName,
                user,
                port,
                !identitiesNamed
                        ? DEFAULT_KEYS.stream()
                                .map(key -> settings.home().resolve(".ssh").resolve(key))
                                .toList()
                        : List.copyOf(named),
                identitiesNamed,
                yes(config, "IdentitiesOnly"),
                agent(config, settings, tokens),
                jumps(config, destination),
                List.copyOf(knownHosts),
                keyName,
                unknownKey(config),
                yes(config, "HashKnownHosts"),
                timeout);
    }

    /** User, name and where that is, for sentences: {@code root@lab1 (198.18.0.2, port 2222)}. */
    String text() {
        String where = hostName.equals(name) ? "" : hostName;
        String at = port == 22 ? where : where + (where.isEmpty() ? "" : ", ") + "port " + port;
        return at.isEmpty() ? name : name + " (" + at + ")";
    }

    private static List<Destination> jumps(SshConfig config, Destination destination) throws ProblemException {
        Optional<String> way = config.earlier("ProxyJump", "ProxyCommand");
        if (way.isEmpty() || config.first(way.get()).orElse("none").equalsIgnoreCase("none")) {
            return List.of();
        }
        if (way.get().equalsIgnoreCase("ProxyCommand")) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    "The SSH configuration reaches " + destination.host()
                            + " by a ProxyCommand, which Firewright does not run.",
                    "Use ProxyJump for this host instead.");
        }
        List<Destination> jumps = new ArrayList<>();
        for (String jump : List.of(config.first("ProxyJump").orElse("").split(",", -1))) {
            jumps.add(Destination.parse(jump.strip()));
        }
        return List.copyOf(jumps);
    }

    private static Optional<Path> agent(SshConfig config, SshSettings settings, Map<String, String> tokens)
            throws ProblemException {
        Optional<String> said = config.first("IdentityAgent");
        if (said.isEmpty() || said.get().equals("SSH_AUTH_SOCK")) {
            return settings.agentSocket();
        }
        return said.get().equals("none") ? Optional.empty() : Optional.of(path(said.get(), tokens, settings.home()));
    }

    private static UnknownKey unknownKey(SshConfig config) {
        return switch (config.first("StrictHostKeyChecking").orElse("ask").toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> UnknownKey.REFUSE;
            case "accept-new" -> UnknownKey.ACCEPT;
            default -> UnknownKey.ASK;
        };
    }

    private static boolean yes(SshConfig config, String keyword) {
        String value = config.first(keyword).orElse("no").toLowerCase(Locale.ROOT);
        return value.equals("yes") || value.equals("true");
    }

    private static int number(SshConfig config, Destination destination, String keyword, int otherwise, int most)
            throws ProblemException {
        String value = config.first(keyword).orElse(String.valueOf(otherwise));
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    "The SSH configuration of " + destination.host() + " says " + keyword + " " + value
                            + ", which is not a number from 1 to " + most + ".",
                    "Correct it.");
        }
        return Integer.parseInt(value);
    }

    private static Path path(String text, Map<String, String> tokens, Path home) throws ProblemException {
        String expanded = Tokens.expand(Tokens.environment(text), tokens);
        return expanded.startsWith("~/")
                ? home.resolve(expanded.substring(2))
                : home.resolve(".ssh").resolve(expanded);
    }
}
