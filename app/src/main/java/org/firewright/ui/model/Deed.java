package org.firewright.ui.model;

import java.util.function.BooleanSupplier;

/**
 * Something that the person can do anywhere in the window: it stands in the palette, in the list of shortcuts, and
 * answers to its keys.
 *
 * @param name as a button would say it
 * @param keys as {@link javafx.scene.input.KeyCombination#valueOf} reads them; empty where it has none
 * @param possible whether it can be done now
 */
public record Deed(String name, String keys, BooleanSupplier possible, Runnable act) {
    /** One that can be done at any time. */
    public static Deed always(String name, String keys, Runnable act) {
        return new Deed(name, keys, () -> true, act);
    }
}
