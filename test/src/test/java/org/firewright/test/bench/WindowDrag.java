package org.firewright.test.bench;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.testfx.api.FxRobot;

/**
 * Drags with the mouse over ten thousand rules whose counters move each second: down, up, and along the edge that scrolls.
 * The mouse moves with every frame.
 */
final class WindowDrag {
    private static final int STEP = 7;
    private static final int ASIDE = 90;
    private static final double BESIDE = 14;

    private WindowDrag() {}

    /** Takes the first such thing of the third row; it is let go when the process ends. */
    static CountingWindow.FrameWork of(CountingWindow window, String what) {
        FxRobot robot = new FxRobot();
        TableView<?> rows = window.table();
        Point2D from = CountingWindow.onFx(() -> middle(third(rows).lookup(what)));
        Bounds table = CountingWindow.onFx(() -> rows.localToScreen(rows.getBoundsInLocal()));
        robot.moveTo(from).press(MouseButton.PRIMARY);
        robot.moveTo(from.add(6, 6)).moveTo(from.add(BESIDE, BESIDE));
        double top = table.getMinY() + 60;
        double length = table.getMaxY() - 8 - top;
        Robot hand = CountingWindow.onFx(Robot::new);
        return frame -> hand.mouseMove(from.getX() + BESIDE + frame % ASIDE, top + thereAndBack(frame * STEP, length));
    }

    /** Where one is after so far a way from 0 to a length and back, again and again. */
    private static double thereAndBack(double way, double length) {
        double at = way % (2 * length);
        return at <= length ? at : 2 * length - at;
    }

    private static Node third(TableView<?> rows) {
        return rows.lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && row.getIndex() == 2)
                .findFirst()
                .orElseThrow();
    }

    private static Point2D middle(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }
}
