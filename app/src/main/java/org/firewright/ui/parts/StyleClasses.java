package org.firewright.ui.parts;

import java.util.List;
import javafx.css.Styleable;

/** Style classes that change with what is shown. */
public final class StyleClasses {
    private StyleClasses() {}

    /** Gives it exactly these. To give a node those that it has already costs nothing, other than {@code setAll}. */
    public static void set(Styleable node, String... classes) {
        List<String> wanted = List.of(classes);
        if (!node.getStyleClass().equals(wanted)) {
            node.getStyleClass().setAll(wanted);
        }
    }
}
