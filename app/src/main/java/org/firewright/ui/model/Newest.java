package org.firewright.ui.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Does background work on the newest of many values, one at a time: values that come while it works are passed over
 * for the last of them. To be used on the JavaFX thread only.
 */
public final class Newest<T> {
    private final Threads threads;
    private final Executor later;
    private final Consumer<T> work;
    private final ReentrantLock working = new ReentrantLock();
    private volatile boolean ended;
    private T waiting;
    private boolean busy;

    /**
     * Makes one.
     *
     * @param quiet how long to wait before each piece of work, in case more values come
     * @param work on a background thread; must not throw
     */
    public Newest(Threads threads, Duration quiet, Consumer<T> work) {
        this.threads = threads;
        this.work = work;
        this.later = quiet.isZero()
                ? threads.fx()
                : CompletableFuture.delayedExecutor(quiet.toMillis(), TimeUnit.MILLISECONDS, threads.fx());
    }

    /** Works on this value next, unless another comes before. */
    public void offer(T value) {
        waiting = value;
        if (!busy) {
            busy = true;
            later.execute(this::next);
        }
    }

    /** Whether a value is waiting or being worked on. */
    boolean busy() {
        return busy;
    }

    private void next() {
        T value = waiting;
        waiting = null;
        if (value == null) {
            busy = false;
            return;
        }
        threads.background().execute(() -> {
            working.lock();
            try {
                if (!ended) {
                    work.accept(value);
                }
            } finally {
                working.unlock();
                threads.fx().execute(() -> later.execute(this::next));
            }
        });
    }

    /** Begins no work any more, and waits until what is under way is done. */
    void end() {
        ended = true;
        working.lock();
        try {
            waiting = null;
        } finally {
            working.unlock();
        }
    }
}
