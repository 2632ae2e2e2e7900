package org.firewright.test.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.api.TraceStep;
import org.firewright.agent.api.WatchRequest;
import org.firewright.remote.AgentSession;

/**
 * A host that only counts: every rule of every namespace moves with every report. What the window does with it is
 * measured, not the host.
 */
final class TickingSession implements AgentSession, AgentService {
    /** The digest that all of its namespaces claim to enforce. */
    private static final String DIGEST = "ticking";

    private final String host;
    private final List<String> namespaces;
    private final List<String> rules;
    private final long everyMillis;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile Consumer<CounterReport> counters = report -> {};
    private long reports;

    /**
     * A host.
     *
     * @param rules identities of the rules of every namespace
     * @param everyMillis how often counters come, in milliseconds; their own clock says a second each time. With 0
     *     they come when {@link #tick} is called.
     */
    TickingSession(String host, List<String> namespaces, List<String> rules, long everyMillis) {
        this.host = host;
        this.namespaces = List.copyOf(namespaces);
        this.rules = List.copyOf(rules);
        this.everyMillis = everyMillis;
    }

    /** Sends one report, a second after the last one by the host's clock. */
    void tick() {
        reports++;
        List<NamespaceCounters> all = new ArrayList<>();
        for (String namespace : namespaces) {
            List<RuleCounter> figures = new ArrayList<>(rules.size());
            for (int i = 0; i < rules.size(); i++) {
                long packets = reports * (i % 977 + 1) + reports * reports % 89;
                figures.add(new RuleCounter(rules.get(i), packets, packets * 64));
            }
            all.add(new NamespaceCounters(namespace, DIGEST, figures));
        }
        counters.accept(new CounterReport(reports * 1000, all, 0, List.of()));
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public Hello hello() {
        return new Hello(PROTOCOL, "0.1.0", host, "6.18", "x86_64", "25", true, List.of());
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
        clock.shutdownNow();
        ended.complete(null);
    }

    @Override
    public CompletableFuture<Hello> hello(HelloRequest request) {
        return CompletableFuture.completedFuture(hello());
    }

    @Override
    public CompletableFuture<HostState> inspect(InspectRequest request) {
        List<NamespaceState> states = namespaces.stream()
                .map(name -> new NamespaceState(name, 1, null, List.of(), List.of(), null))
                .toList();
        return CompletableFuture.completedFuture(new HostState(0, states, List.of(), List.of()));
    }

    @Override
    public CompletableFuture<RulesetListing> ruleset(RulesetRequest request) {
        return CompletableFuture.completedFuture(new RulesetListing(request.namespace(), 1, List.of()));
    }

    @Override
    public CompletableFuture<ElementPage> elements(ElementRequest request) {
        return CompletableFuture.completedFuture(new ElementPage(1, request.from(), List.of(), 1, false));
    }

    @Override
    public CompletableFuture<TraceRequest> trace(TraceRequest request) {
        return CompletableFuture.completedFuture(request);
    }

    @Override
    public CompletableFuture<WatchRequest> watch(WatchRequest request) {
        if (everyMillis > 0) {
            var _ = clock.scheduleAtFixedRate(this::tick, 0, everyMillis, TimeUnit.MILLISECONDS);
        }
        return CompletableFuture.completedFuture(request);
    }

    @Override
    public CompletableFuture<MissingContents> missing(ContentRequest request) {
        return CompletableFuture.completedFuture(new MissingContents(List.of()));
    }

    @Override
    public CompletableFuture<Preparation> prepare(Deployment deployment) {
        return notHere();
    }

    @Override
    public CompletableFuture<Commit> commit(CommitRequest request) {
        return notHere();
    }

    @Override
    public CompletableFuture<Removal> remove(RemoveRequest request) {
        return notHere();
    }

    private static <T> CompletableFuture<T> notHere() {
        return CompletableFuture.failedFuture(new IllegalStateException("This host only counts."));
    }
}
