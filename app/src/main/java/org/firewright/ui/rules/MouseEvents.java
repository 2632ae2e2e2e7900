package org.firewright.ui.rules;

import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

/** Mouse events told once more. */
final class MouseEvents {
    private MouseEvents() {}

    /** The same event at another place of another scene, or as another click of several. */
    static MouseEvent copy(MouseEvent event, double x, double y, PickResult picked, int clickCount) {
        return new MouseEvent(
                event.getEventType(),
                x,
                y,
                event.getScreenX(),
                event.getScreenY(),
                event.getButton(),
                clickCount,
                event.isShiftDown(),
                event.isControlDown(),
                event.isAltDown(),
                event.isMetaDown(),
                event.isPrimaryButtonDown(),
                event.isMiddleButtonDown(),
                event.isSecondaryButtonDown(),
                event.isSynthesized(),
                event.isPopupTrigger(),
                event.isStillSincePress(),
                picked);
    }
}
