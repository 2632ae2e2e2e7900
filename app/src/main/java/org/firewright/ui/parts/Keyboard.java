package org.firewright.ui.parts;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextField;

/** Who gets what is typed. */
public final class Keyboard {
    /** How often it is tried again; a node that cannot be seen by then does not get it. */
    private static final int PULSES = 20;

    private Keyboard() {}

    /**
     * Gives a node the keyboard as soon as it can take it: what scrolls is only in the window after its first layout, what
     * pops up is not seen before it has its place, and a button may be disabled for a moment longer. A field's text is
     * selected.
     */
    public static void give(Node node) {
        give(node, PULSES);
    }

    private static void give(Node node, int pulses) {
        Platform.runLater(() -> {
            Scene scene = node.getScene();
            if (scene == null) {
                once(node.sceneProperty(), node);
            } else if (node.isDisabled()) {
                once(node.disabledProperty(), node);
            } else {
                node.requestFocus();
                if (!node.equals(scene.getFocusOwner()) && pulses > 0) {
                    afterLayout(scene, () -> give(node, pulses - 1));
                } else if (node instanceof TextField field) {
                    field.selectAll();
                }
            }
        });
    }

    private static void afterLayout(Scene scene, Runnable work) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                work.run();
            }
        });
        Platform.requestNextPulse();
    }

    private static <T> void once(ObservableValue<T> hindrance, Node node) {
        hindrance.addListener(new ChangeListener<T>() {
            @Override
            public void changed(ObservableValue<? extends T> observable, T before, T now) {
                hindrance.removeListener(this);
                give(node);
            }
        });
    }
}
