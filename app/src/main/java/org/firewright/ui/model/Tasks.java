package org.firewright.ui.model;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

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

        private Running(String title) {
            this.title = title;
        }

        /** What it is, such as "Connecting to lab1". */
        public String title() {
            return title;
        }

        /** Where it is. */
        public ReadOnlyStringProperty stepProperty() {
            return step.getReadOnlyProperty();
        }
    }

    /** What runs now, oldest first. */
    public ObservableList<Running> running() {
        return running;
    }

    /**
     * Runs work in the background. To be called on the JavaFX thread, where all three listeners are called, too.
     *
     * @param steps is told each step
     * @param done is told what it came to
     * @param failed is told why it could not be done
     */
    public <T> void run(
            String title, Consumer<String> steps, Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
        Running entry = new Running(title);
        running.add(entry);
        threads.background().execute(() -> {
            try {
                T value = work.run(step -> threads.fx().execute(() -> {
                    entry.step.set(step);
                    steps.accept(step);
                }));
                end(entry, () -> done.accept(value));
            } catch (ProblemException | RuntimeException e) {
                end(entry, () -> failed.accept(Problems.of(e)));
            }
        });
    }

    private void end(Running entry, Runnable then) {
        threads.fx().execute(() -> {
            running.remove(entry);
            then.run();
        });
    }
}
