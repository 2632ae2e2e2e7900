package org.firewright.ui.parts;

import javafx.scene.control.ToggleGroup;

/** Groups of which one is chosen. */
public final class Toggles {
    private Toggles() {}

    /** Pressing what is chosen does not let go of it: one of the group always is. */
    public static void keepOne(ToggleGroup group) {
        group.selectedToggleProperty().addListener((observable, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            }
        });
    }
}
