package org.firewright.ui.rules;

import atlantafx.base.controls.Popover;
import java.util.Optional;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

/**
 * The pointer after a drop. GTK goes on giving it to the window, also above a box that has opened since, until a button is
 * pressed and let go once more, and that press would close the box. So until then a box does not hide by itself: it is
 * hidden here, or handed what is pressed on it.
 */
final class DropPointer {
    private final Scene scene;
    private final EventHandler<MouseEvent> filter = this::filter;
    private boolean held;
    private Popover box;
    private Node pressed;

    private DropPointer(Scene scene) {
        this.scene = scene;
    }

    /** The one of a scene. */
    static DropPointer of(Scene scene) {
        return (DropPointer) scene.getProperties().computeIfAbsent(DropPointer.class, key -> new DropPointer(scene));
    }

    /** A drop is over. */
    void hold() {
        if (!held) {
            held = true;
            scene.addEventFilter(MouseEvent.ANY, filter);
        }
    }

    /** A box is about to open. */
    void opens(Popover opening) {
        box = opening;
        box.setAutoHide(!held);
    }

    private void filter(MouseEvent event) {
        EventType<? extends MouseEvent> type = event.getEventType();
        if (type == MouseEvent.MOUSE_PRESSED && box != null && box.isShowing()) {
            pressed = under(event).orElse(null);
            if (pressed == null) {
                box.hide();
            }
        }
        if (pressed != null) {
            hand(event, type);
        }
        if (type == MouseEvent.MOUSE_RELEASED) {
            Platform.runLater(() -> release(event)); // after the click that follows
        }
    }

    private void release(MouseEvent last) {
        if (pressed != null && pressed.getScene() != null) {
            SecondClick.await(pressed.getScene(), last);
        }
        held = false;
        pressed = null;
        scene.removeEventFilter(MouseEvent.ANY, filter);
        if (box != null) {
            box.setAutoHide(true);
        }
    }

    private Optional<Node> under(MouseEvent event) {
        Node content = box.getContentNode();
        Point2D local = content.screenToLocal(event.getScreenX(), event.getScreenY());
        return content.contains(local) ? Optional.of(innermost(content, local)) : Optional.empty();
    }

    private static Node innermost(Node node, Point2D local) {
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable().reversed()) {
                Point2D inside = child.parentToLocal(local);
                if (child.isVisible() && !child.isMouseTransparent() && child.contains(inside)) {
                    return innermost(child, inside);
                }
            }
        }
        return node;
    }

    /** The same event for what is pressed in the box, whose scene is another one. */
    private void hand(MouseEvent event, EventType<? extends MouseEvent> type) {
        event.consume();
        Point2D at = pressed.localToScene(pressed.screenToLocal(event.getScreenX(), event.getScreenY()));
        boolean asked = type == MouseEvent.MOUSE_PRESSED
                || type == MouseEvent.MOUSE_DRAGGED
                || type == MouseEvent.MOUSE_RELEASED
                || type == MouseEvent.MOUSE_CLICKED;
        if (asked && pressed.getScene() != null) {
            pressed.fireEvent(MouseEvents.copy(
                    event, at.getX(), at.getY(), new PickResult(pressed, at.getX(), at.getY()), event.getClickCount()));
        }
    }
}
