package org.firewright.agent.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.CounterChange;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.nftables.CounterReader;

/** Tells the counters of some namespaces again and again, and at once when their rules change; from one thread. */
public final class CounterWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CounterWatch.class.getName());
    private static final int MIN_INTERVAL = 100;
    private static final int MAX_INTERVAL = 60_000;
    private static final int MAX_NAMESPACES = 1000;

    /** Milliseconds after a change in which no other is told: what a person takes for at once. */
    private static final int CHANGES_INTERVAL = 100;

    /** Milliseconds until one who could wait for no changes tries again. */
    private static final int PATIENCE = 1_000;

    /** Milliseconds after which one who waits for changes looks up; the kernel wakes it when there are any. */
    private static final int LONG_WAIT = 60_000;

    private final MapMemory memory;
    private final Supplier<AgentListener> listener;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("watch").daemon().unstarted(work));
    private final Thread changes = Thread.ofPlatform().name("changes").daemon().unstarted(this::awaitChanges);

    /** The next two are the clock's thread's alone, except for waiting. */
    private final OpenedNamespaces opened;

    private boolean afresh = true;
    /** Null while nothing is watched. */
    private ScheduledFuture<?> running;

    /** Watches nothing yet; the listener is called on the watch's thread. */
    public CounterWatch(Namespaces namespaces, MapMemory memory, Supplier<AgentListener> listener) {
        this.opened = new OpenedNamespaces(namespaces);
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
        clock.execute(() -> begin(names));
        if (!names.isEmpty()) {
            running =
                    clock.scheduleWithFixedDelay(() -> tell(names), 0, request.intervalMillis(), TimeUnit.MILLISECONDS);
            if (changes.getState() == Thread.State.NEW) {
                changes.start();
            }
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
            listener.get().counters(change(names));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "counters could not be told", e); // thrown on, it would silence the clock for ever
        }
    }

    private CounterChange change(List<String> names) {
        List<NamespaceCounters> whole = new ArrayList<>();
        List<MovedCounters> moved = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean sure = opened.areSameNamespaces();
        for (String name : names) {
            try {
                CounterReader reader = opened.get(name, sure).reader();
                if (!reader.read() || afresh) {
                    whole.add(reader.whole());
                } else {
                    MovedCounters changed = reader.moved();
                    if (changed.rules().size() > 0) {
                        moved.add(changed);
                    }
                }
            } catch (ProblemException e) {
                opened.close(name);
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

    /** Sleeps in the kernel until there are changes, and lets the clock's thread tell them. */
    private void awaitChanges() {
        try {
            while (!clock.isShutdown()) {
                TimeUnit.MILLISECONDS.sleep(nextChanges());
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            LOG.log(Level.FINE, "no changes are told any more", e); // closed meanwhile
        }
    }

    /** Waits for changes and lets them be told; milliseconds until the next can be waited for. */
    private int nextChanges() throws InterruptedException {
        try {
            if (!opened.canAwaitChanges()) {
                return PATIENCE;
            }
            if (!opened.awaitChanges(LONG_WAIT)) {
                return 0;
            }
            clock.submit(this::tellChanges).get();
            return CHANGES_INTERVAL;
        } catch (SystemCallException | IllegalStateException | ExecutionException e) {
            LOG.log(clock.isShutdown() ? Level.FINE : Level.WARNING, "changes could not be waited for", e);
            return PATIENCE;
        }
    }

    /** Tells what has changed since it was asked last; a storm of changes is told as one. */
    private void tellChanges() {
        try {
            opened.changes().forEach(listener.get()::changed);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "changes could not be told", e);
        }
    }

    private void begin(List<String> names) {
        afresh = true;
        opened.closeExcept(names);
    }

    /** Tells nothing any more. */
    @Override
    public synchronized void close() {
        clock.execute(opened::close);
        clock.shutdown();
    }
}
