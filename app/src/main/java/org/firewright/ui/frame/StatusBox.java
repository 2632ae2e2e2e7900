package org.firewright.ui.frame;

import atlantafx.base.controls.Popover;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A box above the status line: a title, and rows below it; as high as they are, up to a height at which they scroll. */
final class StatusBox {
    private static final double MOST = 320;

    private StatusBox() {}

    /** What stands in a box, and what it is called. */
    interface Rows {
        String title();

        Region rows();
    }

    static void show(Button from, Rows content) {
        Label title = new Label(content.title());
        title.getStyleClass().add("question-title");
        ScrollPane scroll = new ScrollPane(content.rows());
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMaxHeight(MOST);
        VBox box = new VBox(title, scroll);
        box.getStyleClass().add("status-box");
        Popover popover = new Popover(box);
        popover.setDetachable(false);
        popover.setAnimated(false); // while it faded away it would take the next click
        popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_RIGHT);
        popover.show(from);
    }
}
