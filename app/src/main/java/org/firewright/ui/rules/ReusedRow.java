package org.firewright.ui.rules;

import javafx.application.Platform;
import javafx.scene.control.TableRow;

/**
 * A row that is used for one rule after the other while the table scrolls. The table's flow styles a row anew with all that
 * is in it whenever the row asks for layout as it gets another place, which took a quarter of each frame; another
 * rule changes no style beyond the states that the cells set by themselves. So the row asks a moment later: when it is
 * given its size, which the flow always does next.
 */
final class ReusedRow extends TableRow<RuleRow> {
    private boolean moving;
    private boolean wanted;

    @Override
    public void updateIndex(int index) {
        moving = true;
        try {
            super.updateIndex(index);
        } finally {
            moving = false;
        }
        if (wanted) {
            Platform.runLater(this::askNow); // in case that nobody gives it a size
        }
    }

    @Override
    public void requestLayout() {
        if (moving) {
            wanted = true;
        } else {
            super.requestLayout();
        }
    }

    @Override
    public void resize(double width, double height) {
        super.resize(width, height);
        askNow();
    }

    private void askNow() {
        if (wanted) {
            wanted = false;
            super.requestLayout();
        }
    }
}
