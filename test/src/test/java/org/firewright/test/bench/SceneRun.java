package org.firewright.test.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    /** What the scene in this process prints until it ends. */
    static SceneRun of(Process process) throws IOException, InterruptedException {
        SceneRun run = new SceneRun(new HashMap<>(), new HashMap<>());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                run.read(line);
            }
        }
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("A scene of the window ended with " + code + ".");
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
