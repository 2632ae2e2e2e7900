package org.firewright.ui.model;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The settings, kept as soon as they change. */
public final class SettingsModel {
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final Newest<Settings> keeping;

    public SettingsModel(Threads threads, KeptFiles files) {
        settings = new ReadOnlyObjectWrapper<>(this, "settings", files.settings());
        keeping = new Newest<>(threads, java.time.Duration.ZERO, files::keep);
    }

    /** The settings now. */
    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** Changes them; equal ones change nothing. */
    public void change(Settings now) {
        if (!now.equals(settings.get())) {
            settings.set(now);
            keeping.offer(now);
        }
    }
}
