package org.firewright.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.firewright.agent.api.ProblemException;
import org.firewright.deploy.Sessions;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Connector;

/** Sessions that a verb opens as it needs them, and that end with it. */
final class OpenSessions implements Sessions, AutoCloseable {
    private final Connector connector;
    private final Output output;
    private final Map<String, AgentSession> open = new ConcurrentHashMap<>();

    OpenSessions(Surroundings surroundings, Output output) {
        this.connector = surroundings.connector();
        this.output = output;
    }

    /** The host's session, made at the first call; calls for the same host come one after the other. */
    @Override
    public AgentSession with(String host) throws ProblemException {
        AgentSession known = open.get(host);
        if (known != null) {
            return known;
        }
        AgentSession session = connector.connect(host, step -> output.step(host + ": " + step));
        open.put(host, session);
        return session;
    }

    @Override
    public void close() {
        new LinkedHashMap<>(open).values().forEach(AgentSession::close);
    }
}
