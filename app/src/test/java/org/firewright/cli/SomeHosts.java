package org.firewright.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;
import org.firewright.remote.AnsweringSession;
import org.firewright.remote.Connector;

/** Hosts whose agents answer what they are told to answer. */
final class SomeHosts implements Connector {
    private final Map<String, Map<String, Function<Object, Object>>> answers = new HashMap<>();
    private final Map<String, Problem> unreachable = new HashMap<>();
    private final List<String> open = new ArrayList<>();

    /** How a host's agent answers a request, by the name of the request. An answer that is a problem is thrown. */
    SomeHosts answer(String host, String request, Function<Object, Object> answer) {
        answers.computeIfAbsent(host, key -> new HashMap<>()).put(request, answer);
        return this;
    }

    SomeHosts unreachable(String host, Problem problem) {
        unreachable.put(host, problem);
        return this;
    }

    /** Sessions that were not closed. */
    List<String> open() {
        return open;
    }

    @Override
    public synchronized AgentSession connect(String host, Consumer<String> steps) throws ProblemException {
        steps.accept("Connecting to " + host);
        if (unreachable.containsKey(host)) {
            throw new ProblemException(unreachable.get(host));
        }
        open.add(host);
        return new Session(host);
    }

    private final class Session extends AnsweringSession {
        Session(String host) {
            super(host);
        }

        @Override
        protected Object answer(String name, Object request) {
            Function<Object, Object> answer =
                    answers.getOrDefault(host(), Map.of()).get(name);
            if (answer == null) {
                throw new AssertionError(host() + " should not be asked to " + name);
            }
            return answer.apply(request);
        }

        @Override
        public void close() {
            open.remove(host());
        }
    }
}
