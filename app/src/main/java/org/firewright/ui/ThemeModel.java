package org.firewright.ui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.firewright.ui.model.Settings;
import org.firewright.ui.model.SettingsModel;

/** Which theme the window wears: the one that is set, or the system's while nothing else is. */
public final class ThemeModel {
    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(this, "theme");
    private final SettingsModel settings;
    private final ObservableValue<Theme> system;

    public ThemeModel(SettingsModel settings, ObservableValue<Theme> system) {
        this.settings = settings;
        this.system = system;
        settings.settingsProperty().subscribe(now -> update());
        system.subscribe(now -> update());
    }

    /** The theme now. */
    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /** Changes to the other one. */
    public void toggle() {
        Settings.Choice other = theme.get() == Theme.LIGHT ? Settings.Choice.DARK : Settings.Choice.LIGHT;
        settings.change(settings.settingsProperty().get().with(other));
    }

    private void update() {
        theme.set(
                switch (settings.settingsProperty().get().theme()) {
                    case SYSTEM -> system.getValue();
                    case LIGHT -> Theme.LIGHT;
                    case DARK -> Theme.DARK;
                });
    }
}
