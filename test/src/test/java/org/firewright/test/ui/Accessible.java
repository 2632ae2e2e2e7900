package org.firewright.test.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;

/** Whether everybody can read what a node shows, and hear what it is called. */
public final class Accessible {
    private Accessible() {}

    /** Everything in the window that is wrong by a measure, each with where it was seen; on the JavaFX thread. */
    public static List<String> faults(Node root, Function<Node, Optional<String>> measure) {
        List<String> faults = new ArrayList<>();
        if (root.isVisible() && !root.isDisabled()) {
            measure.apply(root).ifPresent(faults::add);
            if (root instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> faults.addAll(faults(child, measure)));
            }
        }
        return faults;
    }

    /** A label that ends in dots although no tooltip tells all of it, or that reaches beyond the window. */
    public static Optional<String> cutOff(Node node) {
        if (!(node instanceof Labeled labeled)
                || labeled.getText() == null
                || labeled.getText().isBlank()) {
            return Optional.empty();
        }
        if (labeled.isTextTruncated() && !hasTooltip(labeled)) {
            return Optional.of("“" + labeled.getText() + "” is cut off " + labeled.getStyleClass());
        }
        Bounds bounds = labeled.localToScene(labeled.getBoundsInLocal());
        boolean scrolls = inside(labeled, "scroll-pane") || inside(labeled, "virtual-flow") || scrollsSideways(labeled);
        boolean outside = bounds.getMaxX() > labeled.getScene().getWidth() + 1
                || bounds.getMaxY() > labeled.getScene().getHeight() + 1;
        return outside && !scrolls
                ? Optional.of("“" + labeled.getText() + "” reaches beyond the window " + labeled.getStyleClass())
                : Optional.empty();
    }

    /** Whether it stands above a column of a table that has a bar to bring it into sight. */
    private static boolean scrollsSideways(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof TableView<?> table) {
                return table.lookupAll(".scroll-bar").stream()
                        .anyMatch(bar -> bar instanceof ScrollBar scrollBar
                                && scrollBar.isVisible()
                                && scrollBar.getOrientation() == Orientation.HORIZONTAL);
            }
        }
        return false;
    }

    private static boolean hasTooltip(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof Control control && control.getTooltip() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean inside(Node node, String styleClass) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.getStyleClass().contains(styleClass)) {
                return true;
            }
        }
        return false;
    }

    /** What takes the keyboard but has no name that a screen reader could say. */
    public static Optional<String> nameless(Node node) {
        boolean part =
                node instanceof IndexedCell<?> || !(node instanceof Control control) || !control.isFocusTraversable();
        if (part || inside(node.getParent(), "spinner") || inside(node.getParent(), "combo-box")) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        names.add(node.getAccessibleText());
        if (node instanceof Labeled labeled) {
            names.add(labeled.getText());
        }
        if (node instanceof TextInputControl input) {
            names.add(input.getPromptText());
        }
        return names.stream().anyMatch(name -> name != null && !name.isBlank())
                ? Optional.empty()
                : Optional.of(node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass()
                        + " has no name");
    }
}
