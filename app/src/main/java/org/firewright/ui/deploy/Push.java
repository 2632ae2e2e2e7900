package org.firewright.ui.deploy;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;

/** Brings policies to targets; see {@link org.firewright.deploy}. */
@FunctionalInterface
public interface Push {
    /**
     * Does it, and waits.
     *
     * @param sessions by host, one for each host of the targets
     * @param cancelled asked between steps
     * @throws ProblemException when nothing could be tried at all
     */
    DeployReport run(
            CompiledProject project,
            List<Target> targets,
            Map<String, AgentSession> sessions,
            BooleanSupplier cancelled,
            Consumer<DeployEvent> events)
            throws ProblemException;
}
