package org.firewright.test.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
     * @param bar what the median should stay below, or with {@code atLeast} reach; 0 where there is none
     * @param atLeast whether more is better
     * @param met whether it does; true where there is no bar
     */
    record Figure(
            String what,
            String unit,
            int runs,
            double median,
            double least,
            double most,
            double bar,
            boolean atLeast,
            boolean met) {
        private String words() {
            if (bar <= 0) {
                return "";
            }
            return (atLeast ? "at least " : "below ")
                    + NumberFormat.getNumberInstance(Locale.ROOT).format(bar) + " " + unit
                    + (met ? ": met" : ": MISSED");
        }
    }

    /** Adds a line from measurements, of which there is at least one. */
    void add(String what, String unit, double[] measured, double bar) {
        add(what, unit, measured, bar, false);
    }

    /** The same, where more is better. */
    void addAtLeast(String what, String unit, double[] measured, double bar) {
        add(what, unit, measured, bar, true);
    }

    private void add(String what, String unit, double[] measured, double bar, boolean atLeast) {
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        double median = median(sorted);
        figures.add(new Figure(
                what,
                unit,
                sorted.length,
                round(median),
                round(sorted[0]),
                round(sorted[sorted.length - 1]),
                bar,
                atLeast,
                bar <= 0 || (atLeast ? median >= bar : median < bar)));
    }

    /** The middle of measurements. */
    static double median(double[] measured) {
        double[] sorted = measured.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double round(double number) {
        return Math.round(number * 100) / 100.0;
    }

    /** Prints the table and writes test/target/bench/NAME.json; the working directory is the repository. */
    void publish() throws IOException {
        System.out.printf("%-58s %5s %10s %10s %10s  %s%n", name, "runs", "median", "least", "most", "bar");
        for (Figure figure : figures) {
            System.out.printf(
                    "%-58s %5d %10.2f %10.2f %10.2f  %s%n",
                    figure.what() + ", " + figure.unit(),
                    figure.runs(),
                    figure.median(),
                    figure.least(),
                    figure.most(),
                    figure.words());
        }
        Path file = Files.createDirectories(Path.of("test", "target", "bench")).resolve(name + ".json");
        Files.writeString(
                file, new GsonBuilder().setPrettyPrinting().create().toJson(figures) + System.lineSeparator());
        System.out.println("also in " + file);
    }
}
