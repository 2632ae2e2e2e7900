package org.firewright.test.bench;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.testfx.api.FxRobot;

/** Addresses typed into the search of a long list: each key from when the window gets it until what it found is drawn. */
final class WindowSearch {
    private static final int ADDRESSES = 12;

    private WindowSearch() {}

    static void run(CountingWindow window) {
        FxRobot robot = new FxRobot();
        robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT2);
        TextField search = awaited(window, "#search", TextField.class);
        while (!CountingWindow.onFx(
                () -> window.scene().getRoot().lookupAll(".range-row").stream().anyMatch(node -> node.isVisible()))) {
            Thread.onSpinWait();
        }
        CountingWindow.onFx(() -> {
            search.requestFocus();
            return null;
        });
        Random random = new Random(7);
        for (int i = 0; i < ADDRESSES; i++) {
            String address = (random.nextInt(223) + 1) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                    + random.nextInt(256);
            CountingWindow.onFx(() -> {
                search.clear();
                return null;
            });
            for (int at = 0; at < address.length(); at++) {
                WindowScene.sample("search", typed(window, robot, address.charAt(at)));
            }
        }
    }

    /** Milliseconds from the key's event until the frame after the one that shows what it found has begun. */
    private static double typed(CountingWindow window, FxRobot robot, char key) {
        CompletableFuture<Double> took = new CompletableFuture<>();
        CountingWindow.onFx(() -> {
            window.scene().addEventFilter(KeyEvent.KEY_TYPED, new javafx.event.EventHandler<>() {
                @Override
                public void handle(KeyEvent event) {
                    window.scene().removeEventFilter(KeyEvent.KEY_TYPED, this);
                    long got = System.nanoTime();
                    WindowScene.afterFrames(window.scene(), 2, () -> took.complete((System.nanoTime() - got) / 1e6));
                }
            });
            return null;
        });
        robot.write(key);
        return took.join();
    }

    private static <T> T awaited(CountingWindow window, String query, Class<T> type) {
        while (true) {
            Object found = CountingWindow.onFx(() -> window.scene().lookup(query));
            if (type.isInstance(found)) {
                return type.cast(found);
            }
            Thread.onSpinWait();
        }
    }
}
