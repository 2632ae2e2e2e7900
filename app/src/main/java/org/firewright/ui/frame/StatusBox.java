package org.firewright.ui.frame;

import atlantafx.base.controls.Popover;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A box above the status line: a title, and rows below it; as high as they are, up to a height at which they scroll. */
final class StatusBox {
    private static final double MOST = 320;

    /** Of the window's height, so that notices have room above the box. */
    private static final double SHARE = 1.0 / 3;

    private StatusBox() {}

    /** What stands in a box, and what it is called. */
    interface Rows {
        String title();

        Region rows();

        /** A button beside the title; empty where there is none. */
        Optional<Button> tool();
    }

    /**
     * Shows it above a button of the status line.
     *
     * @param height is told how far the box reaches up, in points, and 0 when it has gone
     */
    static void show(Button from, Rows content, DoubleProperty height) {
        Label title = new Label(content.title());
        title.getStyleClass().add("question-title");
        ScrollPane scroll = new ScrollPane(content.rows());
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMaxHeight(Math.min(MOST, SHARE * from.getScene().getHeight()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, space);
        head.getStyleClass().add("status-head");
        content.tool().ifPresent(head.getChildren()::add);
        VBox box = new VBox(head, scroll);
        box.getStyleClass().add("status-box");
        Popover popover = new Popover(box);
        popover.setDetachable(false);
        popover.setAnimated(false); // while it faded away it would take the next click
        popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_RIGHT);
        Runnable tell = () -> height.set(popover.isShowing() ? top(from) - popover.getY() : 0);
        popover.yProperty().subscribe(tell);
        popover.showingProperty().subscribe(tell);
        popover.show(from);
    }

    private static double top(Button from) {
        return from.localToScreen(from.getLayoutBounds()).getMinY();
    }
}
