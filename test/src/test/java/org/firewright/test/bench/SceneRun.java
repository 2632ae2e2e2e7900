package org.firewright.test.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link WindowScene} in a process of its own, and what it printed.
 *
 * @param samples all that it measured several times, by name
 * @param figures all that it measured once, by name
 */
record SceneRun(Map<String, List<Double>> samples, Map<String, Double> figures) {
    /** Starts a scene; its flags are those of app/run and the software pipeline. */
    static Process start(String scene, Path folder, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString())));
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
                "-cp", System.getProperty("java.class.path"), WindowScene.class.getName(), scene, folder.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * Runs one to its end.
     *
     * @param frames how many frames count, beside the cold ones
     */
    static SceneRun of(String scene, Path parent, int frames) throws IOException, InterruptedException {
        Process process = start(scene, parent.resolve(scene), List.of("-Dframes=" + frames));
        SceneRun run = new SceneRun(new HashMap<>(), new HashMap<>());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                run.read(line);
            }
        }
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("The scene " + scene + " ended with " + code + ".");
        }
        return run;
    }

    private void read(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "figure" -> figures.put(words[1], Double.valueOf(words[2]));
            case "sample" ->
                samples.computeIfAbsent(words[1], name -> new ArrayList<>()).add(Double.valueOf(words[2]));
            default -> System.err.println(line);
        }
    }

    double[] figure(String name) {
        return new double[] {figures.get(name)};
    }

    double[] samples(String name) {
        return samples.get(name).stream().mapToDouble(Double::doubleValue).toArray();
    }
}
