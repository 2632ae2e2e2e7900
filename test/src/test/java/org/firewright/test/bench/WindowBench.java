package org.firewright.test.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How soon the window is there, how long frames take while 10,000 rules count and are scrolled or dragged over, how soon a
 * search in a million prefixes answers, and whether an hour of counters fills the heap.
 */
public final class WindowBench {
    private static final double FIRST_WINDOW_BAR = 2000;
    private static final double FRAME_BAR = 17;
    private static final double WORST_FRAME_BAR = 100;
    private static final double BLOCKED_BAR = 50;
    private static final double SEARCH_BAR = 100;
    private static final double HEAP_BAR = 1.1;

    private final Report report = new Report("window");
    private final Path folder;
    private final WindowProcess window;

    private WindowBench(Path folder) {
        this.folder = folder;
        window = WindowProcess.in(folder);
    }

    /** Takes {@code --quick} for few starts and frames. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = List.of(arguments).contains("--quick");
        try (BenchFolder folder = BenchFolder.make()) {
            new WindowBench(folder.path()).run(quick ? 3 : 10, quick ? 600 : 1800);
        }
    }

    private void run(int starts, int frames) throws IOException, InterruptedException {
        report.add(
                "start to first window, the first time after a build",
                "ms",
                new double[] {untilShown(() -> window.first("first", folder, List.of()))},
                0);
        learn(frames);
        double[] first = new double[starts];
        for (int i = 0; i < starts; i++) {
            first[i] = untilShown(() -> window.again("first", folder, List.of()));
        }
        report.add("start to first window", "ms", first, FIRST_WINDOW_BAR);
        frames(scene("wheel", frames), "turning the wheel over 10,000 rules");
        frames(scene("scroll", frames), "dragging the scroll bar");
        frames(scene("rows", frames), "dragging a rule");
        frames(scene("chips", frames), "dragging a condition");
        report.add(
                "search in 1,000,000 prefixes, a key", "ms", scene("search", 0).samples("search"), SEARCH_BAR);
        SceneRun hour = scene("hour", 0);
        double early = hour.figure("heap-early")[0];
        double late = hour.figure("heap-late")[0];
        report.add("heap after 5 minutes of counters", "MB", new double[] {early}, 0);
        report.add("heap after an hour", "MB", new double[] {late}, 0);
        report.add("heap after an hour to after 5 minutes", "times", new double[] {late / early}, HEAP_BAR);
        report.publish();
    }

    /** Learns from a session in which somebody turned the wheel over the rules for a while, as nearly everybody does. */
    private void learn(int frames) throws IOException, InterruptedException {
        SceneRun.of(window.first("wheel", folder.resolve("first"), List.of("-Dframes=" + frames)));
        window.learn();
    }

    private SceneRun scene(String name, int frames) throws IOException, InterruptedException {
        return SceneRun.of(window.again(name, folder.resolve(name), List.of("-Dframes=" + frames)));
    }

    /**
     * What happened while something moved. The bars are for the clock on the wall; what other work of the machine added to
     * it is seen from the processor time of a frame, and from how long a thread that wanted to run had to wait. The first
     * {@value WindowScene#COLD} frames are told apart, as the virtual machine has not compiled anything by then; how long
     * the longest may be and the JavaFX thread be blocked holds for them too.
     */
    private void frames(SceneRun scene, String what) {
        double[] cold = scene.samples("cold");
        double[] frames = scene.samples("frame");
        report.add(what + ": a frame of the first two seconds", "ms", cold, 0);
        report.add("  a frame after that", "ms", frames, 0);
        report.add("  95 of 100 of these", "ms", share(frames, 0.95), FRAME_BAR);
        report.add(
                "  longest of all frames",
                "ms",
                new double[] {Math.max(share(cold, 1)[0], share(frames, 1)[0])},
                WORST_FRAME_BAR);
        report.add("  processor time of a frame, both threads", "ms", scene.figure("processor"), 0);
        report.add("  JavaFX thread blocked at most", "ms", scene.figure("blocked"), BLOCKED_BAR);
        report.add("  wait for the JavaFX thread at most", "ms", scene.figure("waited"), 0);
        report.add("  this machine stalled a thread at most", "ms", scene.figure("stalled"), 0);
    }

    private interface Start {
        Process process() throws IOException;
    }

    /** Milliseconds from the start of a process until its window has been drawn; it has ended by then. */
    private static double untilShown(Start start) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = start.process();
        double shown = Double.NaN;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("shown")) {
                    shown = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        int code = process.waitFor();
        if (Double.isNaN(shown)) {
            throw new IllegalStateException("The window did not open; it ended with " + code + ".");
        }
        return shown;
    }

    /** The figure that this share of all does not exceed. */
    private static double[] share(double[] all, double share) {
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        return new double[] {sorted[(int) Math.ceil(sorted.length * share) - 1]};
    }
}
