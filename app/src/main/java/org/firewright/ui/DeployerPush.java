package org.firewright.ui;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.deploy.Deployer;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;
import org.firewright.ui.deploy.Push;

/** The push of the deploy package, over sessions that are open. A failure on one host leaves all others untouched. */
final class DeployerPush implements Push {
    @Override
    public DeployReport run(
            CompiledProject project,
            List<Target> targets,
            Map<String, AgentSession> sessions,
            BooleanSupplier cancelled,
            Consumer<DeployEvent> events)
            throws ProblemException {
        return Deployer.deploy(project, targets, sessions::get, Deployer.AfterFailure.STOP, cancelled, events);
    }
}
