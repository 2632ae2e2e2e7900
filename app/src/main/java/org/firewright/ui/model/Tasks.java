package org.firewright.ui.model;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.ui.Texts;

/** Long work in the background, visible while it runs. */
public final class Tasks {
    private final Threads threads;
    private final ObservableList<Running> running = FXCollections.observableArrayList();

    public Tasks(Threads threads) {
        this.threads = threads;
    }

    /** Work that takes time. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it, off the JavaFX thread.
         *
         * @param steps is told each step in a few words
         * @throws ProblemException that it could not be done, and why
         */
        T run(Consumer<String> steps) throws ProblemException;
    }

    /** A piece of work that is under way. */
    public static final class Running {
        private final String title;
        private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
        private final ReadOnlyBooleanWrapper cancelled = new ReadOnlyBooleanWrapper(this, "cancelled");
        private final AtomicReference<Thread> worker = new AtomicReference<>();
        private final AtomicBoolean wanted = new AtomicBoolean();
        private final Runnable politely;

        private Running(String title, Runnable politely) {
            this.title = title;
            this.politely = politely;
        }

        /** What it is, such as "Connecting to lab1". */
        public String title() {
            return title;
        }

        /** Where it is. */
        public ReadOnlyStringProperty stepProperty() {
            return step.getReadOnlyProperty();
        }

        /** Whether somebody wants it to stop. */
        public ReadOnlyBooleanProperty cancelledProperty() {
            return cancelled.getReadOnlyProperty();
        }

        /** Asks it to stop; it ends as soon as it can do so and leave nothing half done. */
        public void cancel() {
            if (cancelled.get()) {
                return;
            }
            cancelled.set(true);
            wanted.set(true);
            if (politely != null) {
                politely.run();
            } else {
                Thread at = worker.get();
                if (at != null) {
                    at.interrupt();
                }
            }
        }
    }

    /** What runs now, oldest first. */
    public ObservableList<Running> running() {
        return running;
    }

    /**
     * Runs work in the background that may be broken off anywhere. To be called on the JavaFX thread, where all three
     * listeners are called, too.
     *
     * @param steps is told each step
     * @param done is told what it came to
     * @param failed is told why it could not be done
     * @return the work under way, by which it can be stopped
     */
    public <T> Running run(
            String title, Consumer<String> steps, Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
        return run(title, null, steps, work, done, failed);
    }

    /**
     * The same for work that must not be broken off just anywhere.
     *
     * @param politely asks it to stop at the next place where it can; on the JavaFX thread
     * @return the work under way
     */
    public <T> Running run(
            String title,
            Runnable politely,
            Consumer<String> steps,
            Work<T> work,
            Consumer<T> done,
            Consumer<Problem> failed) {
        Running entry = new Running(title, politely);
        running.add(entry);
        threads.background().execute(() -> {
            entry.worker.set(Thread.currentThread());
            try {
                if (entry.wanted.get() && politely == null) {
                    Thread.currentThread().interrupt(); // it was stopped before it began
                }
                T value = work.run(step -> threads.fx().execute(() -> {
                    entry.step.set(step);
                    steps.accept(step);
                }));
                end(entry, () -> done.accept(value));
            } catch (ProblemException | RuntimeException e) {
                end(
                        entry,
                        () -> failed.accept(
                                politely == null && entry.cancelled.get() ? brokenOff(entry) : Problems.of(e)));
            } finally {
                entry.worker.set(null);
            }
        });
        return entry;
    }

    private static Problem brokenOff(Running entry) {
        return new Problem(
                Problem.Kind.REQUEST,
                Place.HOST,
                Texts.text("tasks.cancelled", entry.title()),
                Texts.text("tasks.cancelled.remedy"));
    }

    private void end(Running entry, Runnable then) {
        threads.fx().execute(() -> {
            running.remove(entry);
            then.run();
        });
    }
}
