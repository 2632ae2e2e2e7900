package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import org.firewright.test.ui.FxWatch;
import org.firewright.ui.Workbench;

/**
 * One thing that a window does, in a process of its own: {@code first}, {@code wheel}, {@code scroll}, {@code rows},
 * {@code chips}, {@code search} or {@code hour}. What it finds out it prints in lines {@code figure NAME NUMBER} and, where
 * it measures something several times, {@code sample NAME NUMBER}.
 */
public final class WindowScene {
    private static final int RULES = 10_000;
    private static final int HOUR = 3_600;
    private static final int FRAMES = Integer.getInteger("frames", 600);
    /** Two seconds of frames, in which most of what a scene needs has been compiled. */
    static final int COLD = 120;

    private static final int PREFIXES = 1_000_000;
    private static final int WHEEL = 40;
    private static final int TURN = 250;
    private static final double BLOCKED = 50;

    private WindowScene() {}

    /** Runs the scene that the first argument names; the second one is a folder for its files. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "first" -> first();
            case "wheel" -> frames(folder, WindowScene::wheel);
            case "scroll" -> frames(folder, window -> WindowDrag.ofScrollBar(window, COLD + FRAMES));
            case "rows" -> frames(folder, window -> WindowDrag.of(window, ".handle"));
            case "chips" -> frames(folder, window -> WindowDrag.of(window, ".chip"));
            case "search" -> search(folder);
            case "hour" -> hour(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    static void figure(String name, double number) {
        System.out.println("figure " + name + " " + number);
    }

    /** One of several measurements of the same thing. */
    static void sample(String name, double number) {
        System.out.println("sample " + name + " " + number);
    }

    /**
     * Opens a window on many rules whose counters move each second, and does the same for {@link #COLD} frames and then
     * for those that count. Prints how long the frames took, and what the JavaFX thread and this machine did meanwhile.
     */
    static void frames(Path folder, Work work) throws IOException {
        try (PulseTimes times = PulseTimes.begin();
                CountingWindow window = CountingWindow.open(folder, RULES, 1, "", 1000)) {
            CountingWindow.FrameWork step = work.in(window);
            AtomicInteger frames = new AtomicInteger();
            CountingWindow.onFx(() -> {
                window.scene().addPostLayoutPulseListener(frames::incrementAndGet);
                return null;
            });
            try (FxWatch watch = FxWatch.begin(BLOCKED)) {
                Instant cold = Instant.now();
                window.frames(COLD, step);
                Instant warm = Instant.now();
                double before = DrawingTime.millis();
                int already = frames.get();
                window.frames(FRAMES, frame -> step.before(frame + COLD));
                figure("processor", (DrawingTime.millis() - before) / (frames.get() - already));
                figure("waited", watch.longestWait());
                figure("blocked", watch.longestBlock());
                figure("stalled", watch.longestStall());
                watch.blocks().forEach(block -> System.out.println("seen " + block));
                times.between(cold, warm).forEach(frame -> sample("cold", frame));
                times.between(warm, Instant.now()).forEach(frame -> sample("frame", frame));
            }
        }
    }

    /** What is done with a window, frame by frame. */
    interface Work {
        CountingWindow.FrameWork in(CountingWindow window);
    }

    /** The real start: ends when the first window has been drawn. */
    private static void first() throws InterruptedException {
        CountDownLatch shown = new CountDownLatch(1);
        ListChangeListener<javafx.stage.Window> listener = change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(window -> afterFrames(window.getScene(), 2, shown::countDown));
            }
        };
        javafx.stage.Window.getWindows().addListener(listener);
        Thread.ofPlatform().daemon().start(() -> Application.launch(Workbench.class));
        shown.await();
        System.out.println("shown");
    }

    static void afterFrames(Scene scene, int frames, Runnable then) {
        AtomicInteger left = new AtomicInteger(frames);
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                if (left.decrementAndGet() == 0) {
                    scene.removePostLayoutPulseListener(this);
                    then.run();
                } else {
                    Platform.requestNextPulse();
                }
            }
        });
        Platform.requestNextPulse();
    }

    /** Scrolls as a wheel does, one notch with every frame, down and up. */
    private static CountingWindow.FrameWork wheel(CountingWindow window) {
        VirtualScroll flow = VirtualScroll.of(window.table());
        return frame -> flow.by(frame / TURN % 2 == 0 ? WHEEL : -WHEEL);
    }

    /** Looks for addresses in a list of a million prefixes, as typed. */
    private static void search(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("million.txt"), ListSearchBench.text(PREFIXES, new Random(1)));
        try (CountingWindow window = CountingWindow.open(folder, 10, 1, "lists:\n  million: million.txt\n", 1000)) {
            WindowSearch.run(window);
        }
    }

    /**
     * An hour of counters, a second each, as fast as the window draws them: each report is followed by a frame that shows
     * it. What an hour leaves behind does not depend on how long it took.
     */
    private static void hour(Path folder) throws IOException {
        try (CountingWindow window = CountingWindow.open(folder, 100, 6, "", 0)) {
            for (int second = 0; second < HOUR; second++) {
                window.session().tick();
                window.frames(1, frame -> {});
                if (second == HOUR / 12) {
                    figure("heap-early", usedMegabytes());
                }
            }
            figure("heap-late", usedMegabytes());
        }
    }

    private static double usedMegabytes() {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
        }
        return least;
    }
}
