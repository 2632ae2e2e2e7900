package org.firewright.remote;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
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

/** A session with an agent that is only played; nothing happens on its host by itself. */
public abstract class AnsweringSession implements AgentSession {
    private final String host;
    private final AgentService agent;

    protected AnsweringSession(String host) {
        this.host = host;
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object answer = answer(method.getName(), arguments[0]);
            return answer instanceof Problem problem
                    ? CompletableFuture.failedFuture(new ProblemException(problem))
                    : CompletableFuture.completedFuture(answer);
        };
        agent = (AgentService) Proxy.newProxyInstance(
                AgentService.class.getClassLoader(), new Class<?>[] {AgentService.class}, handler);
    }

    /**
     * What the agent answers; when it is a problem, that is thrown.
     *
     * @param name the name of what is asked, a method of {@link AgentService}
     */
    protected abstract Object answer(String name, Object request);

    @Override
    public <T> T ask(Function<AgentService, CompletableFuture<T>> request, Duration atMost) throws ProblemException {
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
}
