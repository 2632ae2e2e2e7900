package org.firewright.ui.parts;

import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;

/** Words beside the pointer. */
public final class Tooltips {
    private Tooltips() {}

    /** Tells the whole of a text, as there may not be room for all of it. */
    public static void whole(Labeled text) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text.textProperty());
        text.setTooltip(whole);
    }
}
