package org.firewright.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HelloRequest;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.api.TraceStep;
import org.firewright.remote.AgentSession;

/** A host that is only played. Nothing happens on it by itself, and it refuses what its kind does not answer. */
public abstract class PlayedSession implements AgentSession, AgentService {
    private final String host;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Consumer<CounterReport> counters = report -> {};

    protected PlayedSession(String host) {
        this.host = host;
    }

    /** Tells whoever listens to counters. */
    protected final void tell(CounterReport report) {
        counters.accept(report);
    }

    private <T> CompletableFuture<T> refused(String request) {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException(host + " is only played, and should not be asked to " + request));
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Hello hello() {
        return new Hello(PROTOCOL, "0.1.0", host, "6.18.44", "x86_64", "25.0.1", true, List.of());
    }

    @Override
    public <T> T ask(Function<AgentService, CompletableFuture<T>> request, Duration atMost) throws ProblemException {
        try {
            return request.apply(this).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void put(ListFile file) {}

    @Override
    public void onCounters(Consumer<CounterReport> listener) {
        counters = listener;
    }

    @Override
    public void onChanges(Consumer<RulesetChange> listener) {}

    @Override
    public void onTraces(Consumer<TraceStep> listener) {}

    @Override
    public void onProgress(Consumer<Progress> listener) {}

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        ended.complete(null);
    }

    @Override
    public CompletableFuture<Hello> hello(HelloRequest request) {
        return CompletableFuture.completedFuture(hello());
    }

    @Override
    public CompletableFuture<MissingContents> missing(ContentRequest request) {
        return refused("missing");
    }

    @Override
    public CompletableFuture<Preparation> prepare(Deployment deployment) {
        return refused("prepare");
    }

    @Override
    public CompletableFuture<Commit> commit(CommitRequest request) {
        return refused("commit");
    }

    @Override
    public CompletableFuture<Removal> remove(RemoveRequest request) {
        return refused("remove");
    }

    @Override
    public CompletableFuture<RulesetListing> ruleset(RulesetRequest request) {
        return refused("ruleset");
    }

    @Override
    public CompletableFuture<ElementPage> elements(ElementRequest request) {
        return refused("elements");
    }

    @Override
    public CompletableFuture<TraceRequest> trace(TraceRequest request) {
        return refused("trace");
    }
}
