package org.firewright.agent.inspect;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.nftables.PacketTraces;

/** Tells the way of marked packets in one namespace at a time, from a thread of its own. */
public final class PacketTracer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PacketTracer.class.getName());

    /** Milliseconds between two looks. */
    private static final int INTERVAL = 50;

    private final Namespaces namespaces;
    private final Supplier<AgentListener> listener;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("trace").daemon().unstarted(work));
    private PacketTraces traces;
    private Future<?> running;

    /** Traces nothing yet; the listener is called on the tracer's thread. */
    public PacketTracer(Namespaces namespaces, Supplier<AgentListener> listener) {
        this.namespaces = namespaces;
        this.listener = listener;
    }

    /** See {@link org.firewright.agent.api.AgentService#trace}. */
    public synchronized TraceRequest trace(TraceRequest request) throws ProblemException {
        if (request == null || request.namespace() == null) {
            throw ProblemException.of(Problem.Kind.REQUEST, "No namespace is named.", "");
        }
        stop();
        if (!request.namespace().isEmpty()) {
            PacketTraces opened = namespaces.open(request.namespace()).traces();
            traces = opened;
            running = clock.scheduleWithFixedDelay(() -> tell(opened), 0, INTERVAL, TimeUnit.MILLISECONDS);
        }
        return request;
    }

    private void tell(PacketTraces opened) {
        try {
            opened.take(listener.get()::traced);
        } catch (IOException | ProblemException | RuntimeException e) {
            LOG.log(Level.SEVERE, "packets cannot be traced any more", e);
            throw new IllegalStateException(e); // ends the schedule
        }
    }

    private void stop() {
        if (traces != null) {
            running.cancel(false);
            PacketTraces ended = traces;
            clock.execute(ended::close); // behind what its thread may be doing
            traces = null;
        }
    }

    @Override
    public synchronized void close() {
        stop();
        clock.shutdown();
    }
}
