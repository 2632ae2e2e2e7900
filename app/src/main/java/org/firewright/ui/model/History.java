package org.firewright.ui.model;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The states that an immutable value has been through, with the name of each change.
 *
 * @param <T> the value
 */
public final class History<T> {
    private static final int STEPS = 500;

    private record Change<T>(String name, Object burst, T before, T after, Effect effect) {}

    /** What a change does beside the value, such as writing a file: taken back and made again with it. */
    public interface Effect {
        /** Nothing. */
        Effect NONE = new Effect() {
            @Override
            public void undo() {}

            @Override
            public void redo() {}
        };

        /** Takes it back. */
        void undo();

        /** Does it again. */
        void redo();
    }

    private final Deque<Change<T>> done = new ArrayDeque<>();
    private final Deque<Change<T>> undone = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<T> value = new ReadOnlyObjectWrapper<>(this, "value");
    private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper(this, "undoName", "");
    private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper(this, "redoName", "");

    /** The value now; null before the first. */
    public ReadOnlyObjectProperty<T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    /** Name of the change that {@link #undo} would take back; empty where there is none. */
    public ReadOnlyStringProperty undoNameProperty() {
        return undoName.getReadOnlyProperty();
    }

    /** Name of the change that {@link #redo} would make again; empty where there is none. */
    public ReadOnlyStringProperty redoNameProperty() {
        return redoName.getReadOnlyProperty();
    }

    /** Begins anew with this value. */
    public void reset(T first) {
        done.clear();
        undone.clear();
        value.set(first);
        names();
    }

    /**
     * Changes the value.
     *
     * @param name of the change, as in "Undo <i>name</i>"
     * @param burst consecutive changes with equal bursts, such as typing into one field, are one step; null for a step
     *     of its own
     */
    public void change(String name, Object burst, T after) {
        T before = value.get();
        if (after.equals(before)) {
            return;
        }
        Change<T> last = done.peekLast();
        boolean continues = burst != null && last != null && burst.equals(last.burst) && undone.isEmpty();
        if (continues) {
            done.removeLast();
        }
        add(new Change<>(name, burst, continues ? last.before : before, after, Effect.NONE));
    }

    /**
     * Makes a change, a step of its own, that has done more than change the value; the value may even be the same.
     *
     * @param effect how to take back and do again what has been done already
     */
    public void change(String name, T after, Effect effect) {
        add(new Change<>(name, null, value.get(), after, effect));
    }

    private void add(Change<T> change) {
        done.addLast(change);
        if (done.size() > STEPS) {
            done.removeFirst();
        }
        undone.clear();
        value.set(change.after);
        names();
    }

    /** Takes the last change back; nothing happens where there is none. */
    public void undo() {
        Change<T> last = done.pollLast();
        if (last != null) {
            undone.addLast(last);
            last.effect.undo();
            value.set(last.before);
            names();
        }
    }

    /** Makes the change again that was last taken back; nothing happens where there is none. */
    public void redo() {
        Change<T> next = undone.pollLast();
        if (next != null) {
            done.addLast(next);
            next.effect.redo();
            value.set(next.after);
            names();
        }
    }

    private void names() {
        undoName.set(done.isEmpty() ? "" : done.getLast().name);
        redoName.set(undone.isEmpty() ? "" : undone.getLast().name);
    }
}
