package org.firewright.cli;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.deploy.Sessions;
import org.firewright.lab.Lab;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Connector;

/** Sessions that a verb opens as it needs them, and that end with it. */
final class OpenSessions implements Sessions, AutoCloseable {
    private static final Pattern LAB_HOST = Pattern.compile("lab[0-9]{1,2}(-engineer|-nosudo)?");

    private final Connector connector;
    private final Lab lab;
    private final Output output;
    private final Map<String, AgentSession> open = new ConcurrentHashMap<>();

    OpenSessions(Surroundings surroundings, Output output) {
        this.connector = surroundings.connector();
        this.lab = surroundings.lab();
        this.output = output;
    }

    /** The host's session, made at the first call; calls for the same host come one after the other. */
    @Override
    public AgentSession with(String host) throws ProblemException {
        AgentSession known = open.get(host);
        if (known != null) {
            return known;
        }
        try {
            AgentSession session = connector.connect(host, step -> output.step(host + ": " + step));
            open.put(host, session);
            return session;
        } catch (ProblemException e) {
            throw labIsDown(host, e.problem()) ? new ProblemException(withLab(e.problem()), e) : e;
        }
    }

    private boolean labIsDown(String host, Problem problem) {
        return problem.kind() == Problem.Kind.CONNECTION
                && LAB_HOST.matcher(host).matches()
                && !Files.exists(lab.sshConfig());
    }

    private static Problem withLab(Problem problem) {
        return new Problem(
                problem.kind(),
                problem.place(),
                problem.sentence(),
                "If the lab's is meant, bring the lab up: app/firewright lab up");
    }

    @Override
    public void close() {
        new LinkedHashMap<>(open).values().forEach(AgentSession::close);
    }
}
