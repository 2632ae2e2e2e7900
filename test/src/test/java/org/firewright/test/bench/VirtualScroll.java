package org.firewright.test.bench;

import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/** Scrolls a table as its wheel and its thumb do. */
record VirtualScroll(VirtualFlow<?> flow) {
    static VirtualScroll of(TableView<?> table) {
        return CountingWindow.onFx(() -> new VirtualScroll((VirtualFlow<?>) table.lookup(".virtual-flow")));
    }

    /** So many points down, or up for a negative number; on the JavaFX thread. */
    void by(double points) {
        flow.scrollPixels(points);
    }
}
