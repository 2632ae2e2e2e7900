package org.firewright.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.TraceStep;
import org.firewright.remote.AgentSession;
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

    private final class Session implements AgentSession {
        private final String host;
        private final AgentService agent;

        Session(String host) {
            this.host = host;
            InvocationHandler handler = (proxy, method, arguments) -> {
                Function<Object, Object> answer =
                        answers.getOrDefault(host, Map.of()).get(method.getName());
                if (answer == null) {
                    throw new AssertionError(host + " should not be asked to " + method.getName());
                }
                Object value = answer.apply(arguments[0]);
                return value instanceof Problem problem
                        ? CompletableFuture.failedFuture(new ProblemException(problem))
                        : CompletableFuture.completedFuture(value);
            };
            agent = (AgentService) Proxy.newProxyInstance(
                    AgentService.class.getClassLoader(), new Class<?>[] {AgentService.class}, handler);
        }

        @Override
        public <T> T ask(Function<AgentService, CompletableFuture<T>> request, Duration atMost)
                throws ProblemException {
            CompletableFuture<T> answer = request.apply(agent);
            if (answer.isCompletedExceptionally()) {
                throw (ProblemException) answer.exceptionNow();
            }
            return answer.join();
        }

        @Override
        public String host() {
            return host;
        }

        @Override
        public Hello hello() {
            Feature lacking = new Feature(Feature.XT_BPF, false, "The kernel has no xt_bpf.");
            return new Hello(1, "0.1.0", host + "-name", "6.1.0", "x86_64", "21.0.5", true, List.of(lacking));
        }

        @Override
        public void put(ListFile file) {}

        @Override
        public void onCounters(Consumer<CounterReport> listener) {}

        @Override
        public void onChanges(Consumer<RulesetChange> listener) {}

        @Override
        public void onTraces(Consumer<TraceStep> listener) {}

        @Override
        public void onProgress(Consumer<Progress> listener) {}

        @Override
        public CompletableFuture<Void> ended() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            open.remove(host);
        }
    }
}
