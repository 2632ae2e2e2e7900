package org.firewright.test.bench;

import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
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
        Point2D from = CountingWindow.onFx(() -> middle(onScreen(third(rows).lookup(what))));
        Bounds table = CountingWindow.onFx(() -> onScreen(rows));
        robot.moveTo(from).press(MouseButton.PRIMARY);
        robot.moveTo(from.add(6, 6)).moveTo(from.add(BESIDE, BESIDE));
        double top = table.getMinY() + 60;
        double length = table.getMaxY() - 8 - top;
        Robot hand = CountingWindow.onFx(Robot::new);
        return frame -> hand.mouseMove(from.getX() + BESIDE + frame % ASIDE, top + thereAndBack(frame * STEP, length));
    }

    /** Takes the thumb of the rules' scroll bar and drags it from the first rule to the last one in so many frames. */
    static CountingWindow.FrameWork ofScrollBar(CountingWindow window, int frames) {
        Node shown = bar(window.table());
        Bounds bar = CountingWindow.onFx(() -> onScreen(shown));
        Bounds thumb = CountingWindow.onFx(() -> onScreen(shown.lookup(".thumb")));
        Point2D from = middle(thumb);
        new FxRobot().moveTo(from).press(MouseButton.PRIMARY);
        double way = bar.getHeight() - thumb.getHeight();
        Robot hand = CountingWindow.onFx(Robot::new);
        return frame -> hand.mouseMove(from.getX(), from.getY() + way * frame / frames);
    }

    private static Node bar(TableView<?> table) {
        return table.lookupAll(".scroll-bar").stream()
                .filter(node -> node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL)
                .findFirst()
                .orElseThrow();
    }

    private static Bounds onScreen(Node node) {
        return node.localToScreen(node.getBoundsInLocal());
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

    private static Point2D middle(Bounds bounds) {
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }
}
