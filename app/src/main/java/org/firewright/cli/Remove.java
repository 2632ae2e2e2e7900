package org.firewright.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.remote.AgentSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes our rules away again. */
@Command(name = "remove", description = "Takes our rules away again, and the lists that nothing uses then.")
final class Remove extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            description = "HOST for all of its namespaces, or HOST/NAMESPACE.")
    private List<String> words;

    Remove(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was removed on one host, as JSON; one of the two is null. */
    private record Removed(String host, Removal removal, Problem problem) {}

    @Override
    int run(Output output) throws ProblemException {
        Map<String, Set<String>> byHost = new LinkedHashMap<>();
        for (String word : words) {
            HostWord target = HostWord.of(word);
            if (!target.complete()) {
                throw wrong("\"" + word + "\" is neither a host nor a host and a namespace.");
            }
            Set<String> namespaces = byHost.computeIfAbsent(target.host(), host -> new LinkedHashSet<>());
            namespaces.add(target.namespace().orElse(""));
        }
        try (OpenSessions sessions = new OpenSessions(surroundings(), output)) {
            Map<String, EachHost.Answer<Removal>> answers =
                    EachHost.ask(byHost.keySet(), sessions, session -> remove(session, byHost.get(session.host())));
            List<Removed> results = new ArrayList<>();
            int code = ExitCode.OK;
            for (Map.Entry<String, EachHost.Answer<Removal>> answer : answers.entrySet()) {
                switch (answer.getValue()) {
                    case EachHost.Answer.Given<Removal>(Removal removal) -> {
                        output.line(answer.getKey() + ": " + sentence(removal));
                        results.add(new Removed(answer.getKey(), removal, null));
                    }
                    case EachHost.Answer.Missing<Removal>(Problem problem) -> {
                        // A place is one on the host; where there is none, the sentence names the host.
                        output.step((problem.place().text().isEmpty() ? "" : answer.getKey() + "/") + problem.text());
                        results.add(new Removed(answer.getKey(), null, problem));
                        code = code == ExitCode.OK ? ExitCode.of(problem.kind()) : code;
                    }
                }
            }
            output.value(results);
            return code;
        }
    }

    private static Removal remove(AgentSession session, Set<String> namespaces) throws ProblemException {
        List<String> names = namespaces.contains("") ? withRulesOfOurs(session) : List.copyOf(namespaces);
        return session.ask(agent -> agent.remove(new RemoveRequest(names)), Waits.REMOVE);
    }

    private static List<String> withRulesOfOurs(AgentSession session) throws ProblemException {
        return session
                .ask(agent -> agent.inspect(new InspectRequest(List.of(), false)), Waits.INSPECT)
                .namespaces()
                .stream()
                .filter(namespace ->
                        namespace.deployed() != null || !namespace.rules().isEmpty())
                .map(NamespaceState::name)
                .toList();
    }

    private static String sentence(Removal removal) {
        String from = removal.namespaces().isEmpty()
                ? "there was nothing of ours"
                : "our rules are gone from " + String.join(", ", removal.namespaces());
        return from
                + (removal.pins().isEmpty()
                        ? "."
                        : "; " + Figures.count(removal.pins().size(), "pin") + " that nothing uses any more went too.");
    }
}
