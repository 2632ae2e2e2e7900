package org.firewright.agent;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** The threads that requests run on: one for changes, so that they follow each other, and two for looking. */
final class Workers implements AutoCloseable {
    private static final int WAITING = 64;

    private static final Heap HEAP = new Heap();

    private final Executor changes;
    private final Executor looks;
    private final Runnable end;

    /** Runs work on the given threads; {@code end} ends them. */
    Workers(Executor changes, Executor looks, Runnable end) {
        this.changes = changes;
        this.looks = looks;
        this.end = end;
    }

    /** Starts threads as work comes. */
    static Workers start() {
        ExecutorService changes = threads("change", 1);
        ExecutorService looks = threads("look", 2);
        return new Workers(changes, looks, () -> {
            changes.shutdownNow();
            looks.shutdownNow();
        });
    }

    /** Work that may end with a problem or any other fault. */
    interface Work<T> {
        T run() throws Exception;
    }

    /** Runs work that changes the host, after all such work that was asked for before. */
    <T> CompletableFuture<T> change(Work<T> work) {
        return submit(changes, work);
    }

    /** Runs work that changes nothing; it does not wait for changes. */
    <T> CompletableFuture<T> look(Work<T> work) {
        return submit(looks, work);
    }

    private static <T> CompletableFuture<T> submit(Executor threads, Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    result.complete(work.run());
                } catch (Throwable fault) { // whatever it is, the desktop waits for an answer
                    result.completeExceptionally(fault);
                }
                HEAP.tidy();
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(ProblemException.of(
                    Problem.Kind.REQUEST,
                    "The agent has " + WAITING + " requests waiting already.",
                    "Wait for answers before asking more."));
        }
        return result;
    }

    private static ExecutorService threads(String name, int count) {
        ThreadFactory daemons = work -> Thread.ofPlatform().name(name).daemon().unstarted(work);
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), daemons);
        threads.allowCoreThreadTimeOut(true);
        return Executors.unconfigurableExecutorService(threads);
    }

    /** Takes no more work and does not wait: whatever runs may be cut off at any moment. */
    @Override
    public void close() {
        end.run();
    }
}
