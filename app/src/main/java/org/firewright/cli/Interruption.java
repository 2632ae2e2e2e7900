package org.firewright.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * Ctrl+C, or another signal that ends the program, at a time when things must be put right first: whoever awaits it is
 * told, and the program ends once this is closed.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch putRight = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");

    private Interruption() {}

    static Interruption awaited() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt() {
        told.countDown();
        try {
            putRight.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean happened() {
        return told.getCount() == 0;
    }

    /** Throws when it has happened. */
    void check() throws ProblemException {
        if (happened()) {
            throw ProblemException.of(Problem.Kind.CONFLICT, "It was interrupted.", "");
        }
    }

    /** Waits so long; throws when it happens meanwhile. */
    void sleep(Duration duration) throws ProblemException {
        try {
            if (told.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(Problem.Kind.CONFLICT, "It was interrupted.", "");
        }
    }

    @Override
    public void close() {
        putRight.countDown();
        if (!happened()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The program has begun to end this moment; the hook finds all put right.
                return;
            }
        }
    }
}
