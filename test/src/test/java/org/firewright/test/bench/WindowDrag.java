package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;

/** Drags with the mouse over ten thousand rules whose counters move each second: down, up, and along the edge that scrolls. */
final class WindowDrag {
    private static final int STEP = 7;

    private WindowDrag() {}

    /** A rule, by its handle. */
    static void rows(Path folder, int rules, int moves) throws IOException {
        drag(folder, rules, moves, ".handle");
    }

    /** A condition. */
    static void chips(Path folder, int rules, int moves) throws IOException {
        drag(folder, rules, moves, ".chip");
    }

    private static void drag(Path folder, int rules, int moves, String what) throws IOException {
        try (CountingWindow window = CountingWindow.open(folder, rules, 1, "", 1000)) {
            FxRobot robot = new FxRobot();
            Point2D from = CountingWindow.onFx(() -> middle(third(window).lookup(what)));
            Bounds table = CountingWindow.onFx(
                    () -> window.table().localToScreen(window.table().getBoundsInLocal()));
            robot.moveTo(from).press(MouseButton.PRIMARY);
            robot.moveTo(from.add(6, 6)).moveTo(from.add(14, 14));
            WindowScene.counted(window.scene(), () -> {
                double y = from.getY() + 14;
                int by = STEP;
                for (int i = 0; i < moves; i++) {
                    robot.moveTo(new Point2D(from.getX() + 14 + i % 90, y));
                    if (y + by > table.getMaxY() - 8 || y + by < table.getMinY() + 60) {
                        by = -by;
                    }
                    y += by;
                }
            });
            robot.push(KeyCode.ESCAPE).release(MouseButton.PRIMARY);
        }
    }

    private static Node third(CountingWindow window) {
        return window.table().lookupAll(".table-row-cell").stream()
                .filter(node -> node instanceof TableRow<?> row && row.getIndex() == 2)
                .findFirst()
                .orElseThrow();
    }

    private static Point2D middle(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }
}
