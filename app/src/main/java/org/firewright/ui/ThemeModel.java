package org.firewright.ui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which theme the window wears. */
public final class ThemeModel {
    private final ReadOnlyObjectWrapper<Theme> theme;

    public ThemeModel(Theme first) {
        theme = new ReadOnlyObjectWrapper<>(this, "theme", first);
    }

    /** The theme now. */
    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /** Changes to the other one. */
    public void toggle() {
        theme.set(theme.get().other());
    }
}
