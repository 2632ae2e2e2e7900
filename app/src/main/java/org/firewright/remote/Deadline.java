package org.firewright.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends what has no timeout of its own: when the time is over before this is closed, does what it was told to. */
final class Deadline implements AutoCloseable {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean passed;

    private Deadline() {}

    /** Does something on another thread after this time; it must not throw. */
    static Deadline after(Duration time, Runnable late) {
        Deadline deadline = new Deadline();
        var _ = deadline.done.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).exceptionally(timeout -> {
            deadline.passed = true;
            late.run();
            return null;
        });
        return deadline;
    }

    /** Whether the time was over. */
    boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        done.complete(null);
    }
}
