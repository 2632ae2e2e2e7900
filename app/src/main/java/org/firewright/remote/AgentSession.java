package org.firewright.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.TraceStep;

/** A live connection to the agent of one host. Methods may be called from any thread but JavaFX's: they wait. */
public interface AgentSession extends AutoCloseable {
    /** The host as the user names it. */
    String host();

    /** What the agent said of itself and its host. */
    Hello hello();

    /**
     * Asks the agent and waits for the answer.
     *
     * @throws ProblemException the agent's own problem, or that it did not answer within the time or is gone
     */
    <T> T ask(Function<AgentService, CompletableFuture<T>> request, Duration atMost) throws ProblemException;

    /** Puts a list's content where the agent finds it; nothing happens when it is there already. */
    void put(ListFile file) throws ProblemException;

    /** From now on gets the counters that {@link AgentService#watch} asked for, on a thread of the session's. */
    void onCounters(Consumer<CounterReport> listener);

    /** From now on hears of changes in the rules of watched namespaces, on a thread of the session's. */
    void onChanges(Consumer<RulesetChange> listener);

    /** From now on gets the steps of packets that {@link AgentService#trace} asked for, on a thread of the session's. */
    void onTraces(Consumer<TraceStep> listener);

    /** From now on gets the progress of preparations, on a thread of the session's. */
    void onProgress(Consumer<Progress> listener);

    /** Completes when the session has ended: normally after {@link #close}, else with a ProblemException. */
    CompletableFuture<Void> ended();

    /** Ends agent and connection; never throws, also when both are gone already. */
    @Override
    void close();
}
