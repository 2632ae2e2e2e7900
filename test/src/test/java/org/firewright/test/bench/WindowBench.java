package org.firewright.test.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How soon the window is there, how long frames take while 10,000 rules count and are scrolled or dragged over, how soon a
 * search in a million prefixes answers, and whether an hour of counters fills the heap. Frames are timed by JavaFX's own pulse log: from the pulse's begin until it is drawn.
 */
public final class WindowBench {
    private static final double FIRST_WINDOW_BAR = 2000;
    private static final double FRAME_BAR = 17;
    private static final double WORST_FRAME_BAR = 100;
    private static final double BLOCKED_BAR = 50;
    private static final double SEARCH_BAR = 100;
    private static final double HEAP_BAR = 1.1;

    /** PULSE: number [milliseconds since the one before: milliseconds that it took] */
    private static final Pattern PULSE = Pattern.compile("PULSE: \\d+ \\[-?\\d+ms:(\\d+)ms\\]");

    private WindowBench() {}

    /** Takes {@code --quick} for few starts. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int starts = List.of(arguments).contains("--quick") ? 3 : 10;
        Report report = new Report("window");
        Path folder = Files.createTempDirectory("firewright-bench-");
        try {
            double[] first = new double[starts];
            for (int i = 0; i < starts; i++) {
                first[i] = firstWindow(folder);
            }
            report.add("start to first window", "ms", first, FIRST_WINDOW_BAR);
            frames(report, Scene.run("wheel", folder), "turning the wheel over 10,000 rules");
            frames(report, Scene.run("scroll", folder), "dragging the scroll bar");
            frames(report, Scene.run("rows", folder), "dragging a rule");
            frames(report, Scene.run("chips", folder), "dragging a condition");
            report.add(
                    "search in 1,000,000 prefixes, a key",
                    "ms",
                    Scene.run("search", folder).samples(),
                    SEARCH_BAR);
            Scene hour = Scene.run("hour", folder);
            double early = hour.figure("heap-early")[0];
            double late = hour.figure("heap-late")[0];
            report.add("heap after 5 minutes of counters", "MB", new double[] {early}, 0);
            report.add("heap after an hour", "MB", new double[] {late}, 0);
            report.add("heap after an hour to after 5 minutes", "times", new double[] {late / early}, HEAP_BAR);
            report.publish();
        } finally {
            delete(folder);
        }
    }

    /**
     * What happened while something moved. The bars are for the clock on the wall; what other work of the machine added to
     * it is seen from the processor time of a frame, and from how long a thread that wanted to run had to wait.
     */
    private static void frames(Report report, Scene scene, String what) {
        double[] frames =
                scene.frames().stream().mapToDouble(Double::doubleValue).toArray();
        report.add(what + ": a frame", "ms", frames, 0);
        report.add("  95 of 100 frames", "ms", share(frames, 0.95), FRAME_BAR);
        report.add("  longest frame", "ms", share(frames, 1), WORST_FRAME_BAR);
        report.add("  processor time of a frame", "ms", scene.figure("processor"), 0);
        report.add("  JavaFX thread blocked", "ms", scene.figure("blocked"), BLOCKED_BAR);
        report.add("  wait for the JavaFX thread", "ms", scene.figure("waited"), 0);
        report.add("  this machine stalled a thread", "ms", scene.figure("stalled"), 0);
    }

    /** Milliseconds from the start of the process until the window has been drawn. */
    private static double firstWindow(Path folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = Scene.start("first", folder, List.of());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("The window did not open; it ended with " + process.waitFor());
                }
                if (line.equals("shown")) {
                    return (System.nanoTime() - start) / 1e6;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The figure that this share of all does not exceed. */
    private static double[] share(double[] all, double share) {
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        return new double[] {sorted[(int) Math.ceil(sorted.length * share) - 1]};
    }

    /** What a scene printed. */
    private record Scene(List<Double> frames, List<Double> measured, Map<String, Double> figures) {
        static Process start(String scene, Path folder, List<String> flags) throws IOException {
            List<String> command = new ArrayList<>(List.of(ProcessHandle.current()
                    .info()
                    .command()
                    .orElse(Path.of(System.getProperty("java.home"), "bin", "java")
                            .toString())));
            command.addAll(List.of(
                    "--module-path",
                    System.getProperty("jdk.module.path"),
                    "--add-modules",
                    "javafx.controls,javafx.fxml,javafx.swing",
                    "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                    "-Dprism.order=sw",
                    "-Djava.awt.headless=true",
                    "-XX:+UseG1GC",
                    "-Xmx2g"));
            command.addAll(flags);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    WindowScene.class.getName(),
                    scene,
                    folder.toString()));
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }

        static Scene run(String scene, Path parent) throws IOException, InterruptedException {
            Process process = start(scene, parent.resolve(scene), List.of("-Djavafx.pulseLogger=true"));
            List<Double> frames = new ArrayList<>();
            List<Double> samples = new ArrayList<>();
            Map<String, Double> figures = new HashMap<>();
            boolean counted = false;
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher pulse = PULSE.matcher(line);
                    if (line.endsWith(" frames")) {
                        counted = line.startsWith("begin");
                    } else if (line.startsWith("figure ")) {
                        int space = line.lastIndexOf(' ');
                        figures.put(line.substring("figure ".length(), space), Double.valueOf(line.substring(space)));
                    } else if (line.startsWith("sample ")) {
                        samples.add(Double.valueOf(line.substring(line.lastIndexOf(' '))));
                    } else if (counted && pulse.find()) {
                        frames.add(Double.valueOf(pulse.group(1)));
                    }
                }
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("The scene " + scene + " ended with " + code + ".");
            }
            return new Scene(frames, samples, figures);
        }

        double[] samples() {
            return measured.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] figure(String name) {
            return new double[] {figures.get(name)};
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
