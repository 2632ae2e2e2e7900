package org.firewright.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Opens SSH connections, through other hosts where the configuration says so; every host's key is checked. */
final class SshConnector {
    private static final int MAX_HOPS = 8;
    private static final int UNANSWERED = 3;

    /** Logging in may wait for a person who touches a token. */
    private static final int LOGIN_MILLIS = 60_000;

    private final SshSettings settings;
    private final Prompts prompts;

    SshConnector(SshSettings settings, Prompts prompts) {
        this.settings = settings;
        this.prompts = prompts;
    }

    /** Connects and logs in. Throws a problem of kind CONNECTION that names the host, also where it is one on the way. */
    SshMachine connect(Destination destination, Consumer<String> steps) throws ProblemException {
        List<SSHClient> way = new ArrayList<>();
        try {
            SshHost host = SshHost.of(destination, settings);
            SSHClient client = reach(host, 0, steps, way);
            way.remove(client);
            return new SshMachine(host, client, way);
        } catch (ProblemException e) {
            way.reversed().forEach(SshMachine::close);
            throw e;
        }
    }

    /** Reaches a host by its configured way; every connection is added to the way, this host's as the last. */
    private SSHClient reach(SshHost host, int depth, Consumer<String> steps, List<SSHClient> way)
            throws ProblemException {
        SSHClient last = null;
        for (Destination jump : host.jumps()) {
            if (depth >= MAX_HOPS || way.size() >= MAX_HOPS) {
                throw ProblemException.of(
                        Problem.Kind.REQUEST,
                        "The way to " + host.text() + " goes through more than " + MAX_HOPS + " hosts.",
                        "Look for a circle of ProxyJump in the SSH configuration.");
            }
            SshHost hop = SshHost.of(jump, settings);
            // Only the first of a chain is reached by its own way; the others are seen from the one before.
            last = last == null ? reach(hop, depth + 1, steps, way) : open(hop, last, steps, way);
        }
        return open(host, last, steps, way);
    }

    private SSHClient open(SshHost host, SSHClient via, Consumer<String> steps, List<SSHClient> way)
            throws ProblemException {
        steps.accept("Connecting to " + host.text() + " as " + host.user());
        HostKeyCheck check = new HostKeyCheck(host);
        SSHClient client = client(host);
        client.addHostKeyVerifier(check);
        way.add(client);
        try {
            connect(client, host, via);
        } catch (IOException e) {
            way.remove(client);
            SshMachine.close(client);
            if (check.resolve(prompts)) {
                return open(host, via, steps, way);
            }
            throw unreachable(host, e);
        }
        try {
            client.getTransport().setTimeoutMs(LOGIN_MILLIS);
            new SshLogin(client, host, prompts).logIn();
            return client;
        } catch (IOException e) {
            throw unreachable(host, e);
        }
    }

    private SSHClient client(SshHost host) {
        SshAlgorithms config = new SshAlgorithms();
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        SSHClient client = new SSHClient(config);
        int millis = (int) host.connectTimeout().toMillis();
        client.setConnectTimeout(millis);
        client.setTimeout(millis);
        client.getTransport().setTimeoutMs(millis);
        KeepAliveRunner keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval((int) Math.max(1, settings.keepAlive().toSeconds()));
        keepAlive.setMaxAliveCount(UNANSWERED);
        return client;
    }

    /** Connects within the host's time: a host that speaks too slowly or not at all is hung up on. */
    private static void connect(SSHClient client, SshHost host, SSHClient via) throws IOException {
        Duration atMost = host.connectTimeout();
        try (Deadline deadline = Deadline.after(atMost, () -> SshMachine.close(client))) {
            try {
                if (via == null) {
                    client.connect(host.hostName(), host.port());
                    client.getSocket().setTcpNoDelay(true);
                } else {
                    via.getConnection().setTimeoutMs((int) atMost.toMillis());
                    client.connectVia(via.newDirectConnection(host.hostName(), host.port()));
                }
            } catch (IOException e) {
                throw deadline.passed()
                        ? new SocketTimeoutException("no answer within " + atMost.toSeconds() + " s")
                        : e;
            }
        }
    }

    private static ProblemException unreachable(SshHost host, IOException cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String where = host.hostName() + ", port " + host.port();
        String sentence = switch (root) {
            case UnknownHostException _ ->
                host.name() + " cannot be reached: the name " + host.hostName() + " is not known.";
            case SocketTimeoutException _ ->
                host.name() + " (" + where + ") does not answer within "
                        + host.connectTimeout().toSeconds() + " s.";
            case TimeoutException _ ->
                host.name() + " (" + where + ") does not answer within "
                        + host.connectTimeout().toSeconds() + " s.";
            case NoRouteToHostException _ -> "There is no way to " + host.name() + " (" + where + ") from here.";
            case ConnectException _ -> host.name() + " (" + where + ") refuses the connection: no sshd listens there.";
            default -> "The connection to " + host.name() + " (" + where + ") failed: " + root.getMessage() + ".";
        };
        return new ProblemException(
                new Problem(
                        Problem.Kind.CONNECTION,
                        Place.HOST,
                        sentence,
                        "Check HostName and Port in ~/.ssh/config, and whether ssh " + host.name() + " works."),
                cause);
    }
}
