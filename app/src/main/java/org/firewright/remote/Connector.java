package org.firewright.remote;

import java.util.function.Consumer;
import org.firewright.agent.api.ProblemException;

/** Makes sessions. The implementation over OpenSSH and for this computer is {@link Hosts}. */
public interface Connector {
    /**
     * Reaches a host, brings the agent along and starts it.
     *
     * @param host as one would say to ssh, or {@code local}
     * @param steps is told each step in a few words, such as "Uploading the agent (2.4 MB)"
     * @throws ProblemException with the host in its sentence: not reached, refused, no sudo, no Java, …
     */
    AgentSession connect(String host, Consumer<String> steps) throws ProblemException;
}
