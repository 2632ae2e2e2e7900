package org.firewright.ui.model;

/** What lies over the place until it is closed. */
public enum Overlay {
    NONE,
    FINDER,
    SETTINGS,
    SHORTCUTS
}
