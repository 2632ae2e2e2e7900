package org.firewright.test.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;

/** A scratch host with an installed agent; closes what it started. */
final class AgentFixture implements AutoCloseable {
    final ScratchHost host;
    final Path content;
    private Path directory;
    private final List<AgentProcess> agents = new ArrayList<>();

    AgentFixture(ScratchHost host, Path folder) throws IOException {
        this.host = host;
        this.content = Files.createDirectories(folder.resolve("content"));
        // One place for all tests, so that the agent's start-up data is made once.
        installIn(Path.of("target", "agent").toAbsolutePath());
    }

    /** Starts further agents from another directory. */
    void installIn(Path folder) throws IOException {
        directory = AgentProcess.install(Files.createDirectories(folder));
    }

    /** Starts an agent on the host and says hello. */
    AgentProcess agent() throws IOException, ProblemException {
        AgentProcess agent = silentAgent();
        agent.hello();
        return agent;
    }

    /** Starts an agent on the host. */
    AgentProcess silentAgent(String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(AgentProcess.command(directory, content));
        AgentProcess agent = AgentProcess.start(host.on(command.toArray(String[]::new)));
        agents.add(agent);
        return agent;
    }

    /** Prepares, which must bring no problem. */
    static Preparation prepare(AgentProcess agent, Deployment deployment) throws ProblemException {
        Preparation prepared = agent.ask(service -> service.prepare(deployment));
        if (!prepared.problems().isEmpty()) {
            throw new ProblemException(prepared.problems().getFirst());
        }
        return prepared;
    }

    /** Prepares and commits every namespace. */
    static List<Commit> deploy(AgentProcess agent, Deployment deployment) throws ProblemException {
        Preparation prepared = prepare(agent, deployment);
        List<Commit> commits = new ArrayList<>();
        for (Ruleset ruleset : deployment.rulesets()) {
            commits.add(commit(agent, prepared, ruleset.namespace()));
        }
        return commits;
    }

    static Commit commit(AgentProcess agent, Preparation prepared, String namespace) throws ProblemException {
        return agent.ask(service -> service.commit(new CommitRequest(prepared.id(), namespace)));
    }

    /** The whole host. */
    static HostState inspect(AgentProcess agent) throws ProblemException {
        return agent.ask(service -> service.inspect(new InspectRequest(List.of(), true)));
    }

    /** One of its namespaces. */
    static NamespaceState inspect(AgentProcess agent, String namespace) throws ProblemException {
        return inspect(agent).namespaces().stream()
                .filter(state -> state.name().equals(namespace))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        for (AgentProcess agent : agents) {
            agent.close();
        }
        host.close();
    }
}
