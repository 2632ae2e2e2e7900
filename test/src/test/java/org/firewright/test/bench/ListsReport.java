package org.firewright.test.bench;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.firewright.agent.linux.SystemCalls;

/** What the list benchmark found out: a table, the bars it must meet, JSON, and of a whole run the committed result. */
final class ListsReport {
    private static final Path COMMITTED = Path.of("docs", "benchmarks");

    private final List<ListRow> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final String machine;
    private final String kernel;
    private final String commit;

    ListsReport() {
        try {
            String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
            machine = processor + ", " + Runtime.getRuntime().availableProcessors() + " processors";
            SystemCalls.Uname uname = SystemCalls.uname();
            kernel = "Linux " + uname.release() + " " + uname.machine();
            String changes = git("status", "--porcelain", "--untracked-files=no");
            commit = git("rev-parse", "--short=12", "HEAD") + (changes.isEmpty() ? "" : "+");
        } catch (IOException e) {
            throw new IllegalStateException("This machine cannot be described.", e);
        }
    }

    String machine() {
        return machine;
    }

    String kernel() {
        return kernel;
    }

    String commit() {
        return commit;
    }

    /** Prints the line at once: a whole run takes its time. */
    void add(ListRow row) {
        if (rows.isEmpty()) {
            System.out.println(machine + "; " + kernel + "; commit " + commit);
            System.out.printf(
                    "%-8s %-9s %3s %9s %4s %10s %10s %10s %7s %9s %7s %6s %6s %10s %5s%n",
                    "kind",
                    "data",
                    "IPv",
                    "ranges",
                    "ns",
                    "load ms",
                    "update ms",
                    "memory kB",
                    "B/range",
                    "memlock",
                    "cold",
                    "hot",
                    "base",
                    "packets/s",
                    "load");
        }
        rows.add(row);
        System.out.printf(
                Locale.ROOT,
                "%-8s %-9s %3d %9d %4d %10.2f %10.2f %10d %7.1f %9s %7s %6s %6s %10s %5.1f%n",
                row.representation(),
                row.data(),
                row.family(),
                row.entries(),
                row.namespaces(),
                row.loadMs(),
                row.updateMs(),
                row.memoryBytes() >> 10,
                (double) row.memoryBytes() / row.entries(),
                row.memlockBytes() == null ? "-" : row.memlockBytes() >> 10,
                shown(row.coldNs()),
                shown(row.hotNs()),
                shown(row.baselineNs()),
                row.packetsPerS() == null ? "-" : row.packetsPerS(),
                row.loadAverage());
    }

    private static String shown(Double nanoseconds) {
        return nanoseconds == null ? "-" : Long.toString(Math.round(nanoseconds));
    }

    /** A case that is not measured, or not as it should be, and why. */
    void leftOut(String representation, String data, int family, int entries, int namespaces, String why) {
        leftOut.add(String.format(
                Locale.ROOT,
                "%s, %s IPv%d, %,d ranges in %d namespaces: %s",
                representation,
                data,
                family,
                entries,
                namespaces,
                why));
    }

    /**
     * Tells whether the bars are met and writes the files; the working directory is the repository.
     *
     * @param whole whether the run has all cases, so that its result belongs into the documentation
     */
    void publish(boolean whole) throws IOException {
        if (!leftOut.isEmpty()) {
            System.out.println("Left out:");
            leftOut.forEach(line -> System.out.println("  " + line));
        }
        ListsBars.of(rows).forEach(System.out::println);
        Gson gson = new GsonBuilder()
                .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                .serializeNulls()
                .setPrettyPrinting()
                .create();
        String json = gson.toJson(rows) + "\n";
        Path file = Files.createDirectories(Path.of("test", "target", "bench")).resolve("lists.json");
        Files.writeString(file, json);
        System.out.println("also in " + file);
        if (whole) {
            Files.createDirectories(COMMITTED);
            Files.writeString(COMMITTED.resolve("lists.json"), json);
            Files.writeString(COMMITTED.resolve("lists.svg"), ListsPlot.of(rows));
            System.out.println("and, to be committed, in " + COMMITTED.resolve("lists.json") + " and lists.svg");
        }
    }

    private static String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
