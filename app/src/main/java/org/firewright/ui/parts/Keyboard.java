package org.firewright.ui.parts;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/** Who gets what is typed. */
public final class Keyboard {
    private Keyboard() {}

    /**
     * Gives a node the keyboard as soon as it can take it: what scrolls is only in the window after its first layout, and
     * a button may be disabled for a moment longer. A field's text is selected.
     */
    public static void give(Node node) {
        Platform.runLater(() -> {
            if (node.getScene() == null) {
                once(node.sceneProperty(), node);
            } else if (node.isDisabled()) {
                once(node.disabledProperty(), node);
            } else {
                node.requestFocus();
                if (node instanceof TextField field) {
                    field.selectAll();
                }
            }
        });
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
