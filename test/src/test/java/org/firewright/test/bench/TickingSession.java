package org.firewright.test.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.WatchRequest;
import org.firewright.test.PlayedSession;

/**
 * A host that only counts: every rule of every namespace moves with every report. What the window does with it is
 * measured, not the host.
 */
final class TickingSession extends PlayedSession {
    /** The digest that all of its namespaces claim to enforce. */
    private static final String DIGEST = "ticking";

    private final List<String> namespaces;
    private final List<String> rules;
    private final long everyMillis;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private long reports;

    /**
     * A host.
     *
     * @param rules identities of the rules of every namespace
     * @param everyMillis how often counters come, in milliseconds; their own clock says a second each time. With 0
     *     they come when {@link #tick} is called.
     */
    TickingSession(String host, List<String> namespaces, List<String> rules, long everyMillis) {
        super(host);
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
        tell(new CounterReport(reports * 1000, all, 0, List.of()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        super.close();
    }

    @Override
    public CompletableFuture<HostState> inspect(InspectRequest request) {
        List<NamespaceState> states = namespaces.stream()
                .map(name -> new NamespaceState(name, 1, null, List.of(), List.of(), null))
                .toList();
        return CompletableFuture.completedFuture(new HostState(0, states, List.of(), List.of()));
    }

    @Override
    public CompletableFuture<WatchRequest> watch(WatchRequest request) {
        if (everyMillis > 0) {
            var _ = clock.scheduleAtFixedRate(this::tick, 0, everyMillis, TimeUnit.MILLISECONDS);
        }
        return CompletableFuture.completedFuture(request);
    }
}
