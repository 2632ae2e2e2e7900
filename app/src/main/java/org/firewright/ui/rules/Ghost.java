package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** What is dragged, at the pointer, with a line below that says what dropping it here will do or why it cannot be. */
final class Ghost extends VBox {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final double BESIDE = 14;

    private final Label what = new Label();
    private final Label words = new Label();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final EventHandler<DragEvent> follow = event -> move(event.getSceneX(), event.getSceneY());

    private Ghost() {
        getStyleClass().add("drag-ghost");
        what.getStyleClass().add("what");
        words.getStyleClass().add("words");
        words.managedProperty().bind(words.visibleProperty());
        getChildren().addAll(what, words);
        setManaged(false);
        setMouseTransparent(true);
        setCache(true); // its shadow is drawn once, not with every movement
        setVisible(false);
    }

    /** The one ghost of a scene, whose root has to be a pane. */
    static Ghost of(Scene scene) {
        return (Ghost) scene.getProperties().computeIfAbsent(Ghost.class, key -> {
            Ghost made = new Ghost();
            ((Pane) scene.getRoot()).getChildren().add(made);
            scene.addEventFilter(DragEvent.DRAG_OVER, made.follow);
            return made;
        });
    }

    void show(String text, double x, double y) {
        what.setText(text);
        say("", true);
        setVisible(true);
        toFront();
        move(x, y);
    }

    /** Says what a drop here would do; nothing for an empty text. */
    void say(String text, boolean sensible) {
        if (!text.equals(words.getText())) {
            words.setText(text);
            words.setVisible(!text.isEmpty());
        }
        pseudoClassStateChanged(REFUSED, !sensible);
        autosize();
    }

    void hide() {
        setVisible(false);
        DropPointer.of(getScene()).hold();
        List<Runnable> due = List.copyOf(afterwards);
        afterwards.clear();
        due.forEach(Platform::runLater);
    }

    /** Does something as soon as nothing is dragged. */
    void afterwards(Runnable work) {
        if (isVisible()) {
            afterwards.add(work);
        } else {
            work.run();
        }
    }

    private void move(double x, double y) {
        autosize();
        double right = getScene().getWidth() - getWidth() - BESIDE;
        double bottom = getScene().getHeight() - getHeight() - BESIDE;
        relocate(Math.max(0, Math.min(x + BESIDE, right)), Math.max(0, Math.min(y + BESIDE, bottom)));
    }
}
