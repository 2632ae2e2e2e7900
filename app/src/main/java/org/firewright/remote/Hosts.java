package org.firewright.remote;

import java.util.function.Consumer;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Target;

/** Sessions with the agents of hosts over SSH, and of this computer. */
public final class Hosts implements Connector {
    private final SshSettings settings;
    private final Prompts prompts;

    /**
     * Connects as these settings say.
     *
     * @param settings where SSH's configuration and keys are
     * @param prompts who answers questions; called on the thread that connects
     */
    public Hosts(SshSettings settings, Prompts prompts) {
        this.settings = settings;
        this.prompts = prompts;
    }

    @Override
    public AgentSession connect(String host, Consumer<String> steps) throws ProblemException {
        AgentJar jar = AgentJar.own();
        Machine machine = host.equals(Target.LOCAL)
                ? new LocalMachine()
                : new SshConnector(settings, prompts).connect(Destination.parse(host), steps);
        try {
            Bootstrap.Installed installed = new Bootstrap(machine, jar).install(steps);
            return new AgentStart(machine, installed, prompts).start(steps);
        } catch (ProblemException | RuntimeException e) {
            machine.close();
            throw e;
        }
    }
}
