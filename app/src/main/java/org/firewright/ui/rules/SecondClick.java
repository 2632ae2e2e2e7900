package org.firewright.ui.rules;

import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;

/**
 * The second press of a double click whose first one was another scene's, and only handed over: the scene that gets the
 * second would take it for a first.
 */
final class SecondClick {
    private static final long WITHIN_NANOS = 500_000_000L; // as GTK has it unless it is set otherwise
    private static final double NEAR = 5;

    private final Scene scene;
    private final MouseEvent first;
    private final long until = System.nanoTime() + WITHIN_NANOS;
    private final EventHandler<MouseEvent> filter = this::filter;
    private boolean begun;
    private boolean telling;

    private SecondClick(Scene scene, MouseEvent first) {
        this.scene = scene;
        this.first = first;
    }

    /** Waits for it in this scene. */
    static void await(Scene scene, MouseEvent first) {
        SecondClick second = new SecondClick(scene, first);
        scene.addEventFilter(MouseEvent.ANY, second.filter);
    }

    private void filter(MouseEvent event) {
        if (telling) {
            return;
        }
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            begun = System.nanoTime() < until
                    && event.getButton() == first.getButton()
                    && Math.abs(event.getScreenX() - first.getScreenX()) < NEAR
                    && Math.abs(event.getScreenY() - first.getScreenY()) < NEAR;
            if (!begun) {
                end();
            }
        }
        if (begun) {
            event.consume();
            telling = true;
            Event.fireEvent(
                    event.getTarget(),
                    MouseEvents.copy(
                            event, event.getX(), event.getY(), event.getPickResult(), first.getClickCount() + 1));
            telling = false;
            if (event.getEventType() == MouseEvent.MOUSE_CLICKED) {
                end();
            }
        }
    }

    private void end() {
        begun = false;
        scene.removeEventFilter(MouseEvent.ANY, filter);
    }
}
