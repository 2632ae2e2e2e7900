package org.firewright.deploy;

import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;

/** Where a push gets its sessions from: open ones, or new ones. Called from several threads at once. */
@FunctionalInterface
public interface Sessions {
    /** The session with a host; it stays its owner's, who closes it. Throws why there is none. */
    AgentSession with(String host) throws ProblemException;
}
