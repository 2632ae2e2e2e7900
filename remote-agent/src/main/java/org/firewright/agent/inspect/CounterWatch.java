package org.firewright.agent.inspect;

import java.nio.file.attribute.FileTime;
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
import org.firewright.agent.api.CounterChange;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;

/** Tells the counters of some namespaces again and again, from one thread. */
public final class CounterWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CounterWatch.class.getName());
    private static final int MIN_INTERVAL = 100;
    private static final int MAX_INTERVAL = 60_000;
    private static final int MAX_NAMESPACES = 1000;

    /** Every so many readings the names are looked at though nothing seems to have happened to them. */
    private static final int LOOK_ANYWAY = 10;

    private final Namespaces namespaces;
    private final MapMemory memory;
    private final Consumer<CounterChange> listener;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("watch").daemon().unstarted(work));
    /** Sockets of the watched namespaces; only the clock's thread touches them. */
    private final Map<String, Opened> opened = new HashMap<>();

    /** The next three are the clock's thread's, too. */
    private boolean afresh = true;

    private FileTime lastChange;
    private long readings;
    private ScheduledFuture<?> running;

    /** A namespace that is open, and which one it was: another may get its name. */
    private record Opened(NamespaceRules rules, CounterReader reader, Object identity) {}

    /** Watches nothing yet; the listener is called on the watch's thread. */
    public CounterWatch(Namespaces namespaces, MapMemory memory, Consumer<CounterChange> listener) {
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
            clock.execute(() -> begin(names));
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
            listener.accept(change(names));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "counters could not be told", e); // thrown on, it would silence the clock for ever
        }
    }

    private CounterChange change(List<String> names) {
        List<NamespaceCounters> whole = new ArrayList<>();
        List<MovedCounters> moved = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean sure = areSameNamespaces();
        for (String name : names) {
            try {
                CounterReader reader = reader(name, sure);
                if (!reader.read() || afresh) {
                    whole.add(reader.whole());
                } else if (!reader.moved().rules().isEmpty()) {
                    moved.add(reader.moved());
                }
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
        boolean first = afresh;
        afresh = false;
        return new CounterChange(
                System.currentTimeMillis(),
                first,
                List.copyOf(whole),
                List.copyOf(moved),
                bytes,
                List.copyOf(problems));
    }

    /** Whether the names surely stand for the namespaces that they stood for at the last reading. */
    private boolean areSameNamespaces() {
        FileTime change = namespaces.lastChange();
        readings++;
        boolean same = change.equals(lastChange) && readings % LOOK_ANYWAY != 0;
        lastChange = change;
        return same;
    }

    private CounterReader reader(String name, boolean sure) throws ProblemException {
        Opened known = opened.get(name);
        if (known != null && sure) {
            return known.reader();
        }
        Object identity = namespaces.identity(name);
        if (known != null && known.identity().equals(identity)) {
            return known.reader();
        }
        close(name); // an open socket would keep a deleted namespace alive
        NamespaceRules rules = namespaces.open(name);
        Opened anew = new Opened(rules, rules.counters(), identity);
        opened.put(name, anew);
        return anew.reader();
    }

    private void close(String name) {
        Opened known = opened.remove(name);
        if (known != null) {
            known.rules().close();
        }
    }

    private void begin(List<String> names) {
        afresh = true;
        closeSocketsExcept(names);
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
