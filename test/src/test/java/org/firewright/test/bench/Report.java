package org.firewright.test.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a benchmark found out, as a table and as JSON. */
final class Report {
    private final String name;
    private final List<Figure> figures = new ArrayList<>();

    Report(String name) {
        this.name = name;
    }

    /**
     * One line.
     *
     * @param what is measured
     * @param unit of all numbers of the line
     * @param runs how often it was measured
     * @param bar what the median should stay below, 0 where there is none
     * @param met whether it does; true where there is no bar
     */
    record Figure(
            String what, String unit, int runs, double median, double least, double most, double bar, boolean met) {}

    /** Adds a line from measurements, of which there is at least one. */
    void add(String what, String unit, double[] measured, double bar) {
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        figures.add(new Figure(
                what,
                unit,
                sorted.length,
                round(median),
                round(sorted[0]),
                round(sorted[sorted.length - 1]),
                bar,
                bar <= 0 || median < bar));
    }

    private static double round(double number) {
        return Math.round(number * 10) / 10.0;
    }

    /** Prints the table and writes test/target/bench/NAME.json; the working directory is the repository. */
    void publish() throws IOException {
        System.out.printf("%-40s %6s %10s %10s %10s  %s%n", name, "runs", "median", "least", "most", "bar");
        for (Figure figure : figures) {
            String bar = figure.bar() <= 0
                    ? ""
                    : "below " + Math.round(figure.bar()) + " " + figure.unit() + (figure.met() ? ": met" : ": MISSED");
            System.out.printf(
                    "%-40s %6d %10.1f %10.1f %10.1f  %s%n",
                    figure.what() + ", " + figure.unit(),
                    figure.runs(),
                    figure.median(),
                    figure.least(),
                    figure.most(),
                    bar);
        }
        Path file = Files.createDirectories(Path.of("test", "target", "bench")).resolve(name + ".json");
        Files.writeString(
                file, new GsonBuilder().setPrettyPrinting().create().toJson(figures) + System.lineSeparator());
        System.out.println("also in " + file);
    }
}
