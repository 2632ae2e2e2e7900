package org.firewright.agent.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.TableCounters;

/** Tells the counters of some namespaces again and again, from one thread. */
public final class CounterWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CounterWatch.class.getName());
    private static final int MIN_INTERVAL = 100;
    private static final int MAX_INTERVAL = 60_000;
    private static final int MAX_NAMESPACES = 1000;

    private final Namespaces namespaces;
    private final MapMemory memory;
    private final Consumer<CounterReport> listener;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("watch").daemon().unstarted(work));
    /** Sockets of the watched namespaces; only the clock's thread touches them. */
    private final Map<String, Opened> opened = new HashMap<>();

    private ScheduledFuture<?> running;

    /** A namespace that is open, and which one it was: another may get its name. */
    private record Opened(NamespaceRules rules, Object identity) {}

    /** Watches nothing yet; the listener is called on the watch's thread. */
    public CounterWatch(Namespaces namespaces, MapMemory memory, Consumer<CounterReport> listener) {
        this.namespaces = namespaces;
        this.memory = memory;
        this.listener = listener;
    }

    /**
     * See {@link org.firewright.agent.api.AgentService#watch}.
     *
     * @return what is watched from now on
     */
    public synchronized WatchRequest watch(WatchRequest request) throws ProblemException {
        check(request);
        if (running != null) {
            running.cancel(false);
            running = null;
        }
        List<String> names = List.copyOf(request.namespaces());
        if (names.isEmpty()) {
            clock.execute(this::closeSockets);
        } else {
            clock.execute(() -> closeSocketsExcept(names));
            running =
                    clock.scheduleWithFixedDelay(() -> tell(names), 0, request.intervalMillis(), TimeUnit.MILLISECONDS);
        }
        return request;
    }

    private static void check(WatchRequest request) throws ProblemException {
        if (request == null
                || request.namespaces() == null
                || request.namespaces().size() > MAX_NAMESPACES) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST, "A watch names at most " + MAX_NAMESPACES + " namespaces.", "");
        }
        for (String name : request.namespaces()) {
            if (!Namespaces.isName(name)) {
                throw ProblemException.of(Problem.Kind.REQUEST, "A watched namespace is not a name.", "");
            }
        }
        boolean soundInterval = request.intervalMillis() >= MIN_INTERVAL && request.intervalMillis() <= MAX_INTERVAL;
        if (!request.namespaces().isEmpty() && !soundInterval) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    "Counters are told every " + MIN_INTERVAL + " to " + MAX_INTERVAL + " milliseconds, not every "
                            + request.intervalMillis() + ".",
                    "");
        }
    }

    private void tell(List<String> names) {
        try {
            listener.accept(report(names));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "counters could not be told", e); // thrown on, it would silence the clock for ever
        }
    }

    private CounterReport report(List<String> names) {
        List<NamespaceCounters> counters = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            try {
                TableCounters table = rules(name).counters();
                counters.add(new NamespaceCounters(name, table.digest(), table.rules()));
            } catch (ProblemException e) {
                close(name);
                problems.add(e.problem());
            }
        }
        long bytes = 0;
        try {
            bytes = memory.bytes();
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
        return new CounterReport(System.currentTimeMillis(), List.copyOf(counters), bytes, List.copyOf(problems));
    }

    private NamespaceRules rules(String name) throws ProblemException {
        Object identity = namespaces.identity(name);
        Opened known = opened.get(name);
        if (known != null && known.identity().equals(identity)) {
            return known.rules();
        }
        close(name); // an open socket would keep a deleted namespace alive
        NamespaceRules rules = namespaces.open(name);
        opened.put(name, new Opened(rules, identity));
        return rules;
    }

    private void close(String name) {
        Opened known = opened.remove(name);
        if (known != null) {
            known.rules().close();
        }
    }

    private void closeSocketsExcept(List<String> names) {
        List.copyOf(opened.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(this::close);
    }

    private void closeSockets() {
        closeSocketsExcept(List.of());
    }

    /** Tells nothing any more. */
    @Override
    public synchronized void close() {
        clock.execute(this::closeSockets);
        clock.shutdown();
    }
}
