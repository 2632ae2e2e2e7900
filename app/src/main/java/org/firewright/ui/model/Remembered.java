package org.firewright.ui.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What the window remembers from one start to the next.
 *
 * @param x left edge on the screen; with y, width and height all 0 before the first time
 * @param maximized whether the window filled its screen
 * @param recent folders of the projects that were opened, newest first
 */
public record Remembered(double x, double y, double width, double height, boolean maximized, List<String> recent) {
    public static final Remembered NOTHING = new Remembered(0, 0, 0, 0, false, List.of());
    private static final int MOST = 8;

    public Remembered {
        recent = recent == null ? List.of() : List.copyOf(recent);
    }

    /** The same after a project was opened. */
    public Remembered opened(String folder) {
        List<String> now = new ArrayList<>(recent);
        now.remove(folder);
        now.addFirst(folder);
        return new Remembered(x, y, width, height, maximized, now.subList(0, Math.min(MOST, now.size())));
    }

    /** The same with the window here. */
    public Remembered at(double newX, double newY, double newWidth, double newHeight, boolean nowMaximized) {
        // A maximized window's own place is the one that it will go back to.
        return nowMaximized
                ? new Remembered(x, y, width, height, true, recent)
                : new Remembered(newX, newY, newWidth, newHeight, false, recent);
    }
}
