package org.firewright.ui;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.compile.CompiledProject;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.deploy.Deployer;
import org.firewright.deploy.HostPlan;
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
            Consumer<DeployEvent> events) {
        Map<String, List<Target>> byHost =
                targets.stream().collect(Collectors.groupingBy(Target::host, LinkedHashMap::new, Collectors.toList()));
        List<HostPlan> plans = byHost.entrySet().stream()
                .map(host -> plan(project, host.getKey(), host.getValue()))
                .toList();
        return Deployer.deploy(plans, sessions::get, Deployer.AfterFailure.STOP, cancelled, events);
    }

    private static HostPlan plan(CompiledProject project, String host, List<Target> targets) {
        Deployment deployment = project.deployment(by(), targets);
        List<ListFile> files = deployment.lists().stream()
                .map(ListContent::digest)
                .map(project::content)
                .flatMap(Optional::stream)
                .toList();
        return new HostPlan(host, targets, deployment, files);
    }

    /** Who deploys, for whoever looks at the host later. */
    private static String by() {
        String user = System.getProperty("user.name");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user; // a desktop without a name of its own is no reason not to deploy
        }
    }
}
