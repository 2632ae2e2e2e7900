package org.firewright.test.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.ListReader;

/**
 * Files of a million lines in no order, read, aggregated and packed as they travel, after a warm-up until the times no
 * longer fall; and the smallest heap of another Java in which that can be done.
 */
public final class ListReadBench {
    private static final int LINES = 1_000_000;
    private static final double BAR_MS = 1_000;
    private static final int MOST_HEAP_MB = 1_024;
    private static final int ENOUGH_MB = 2;

    private ListReadBench() {}

    /** Takes {@code --quick} for few runs; {@code --once FILE} reads and packs a file and says how it went. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        if (given.contains("--once")) {
            Path file = Path.of(arguments[1]);
            System.exit(ListFile.of(read(file).ranges()).bytes().length > 0 ? 0 : 1);
        }
        int runs = given.contains("--quick") ? 5 : 30;
        Report report = new Report("list-read");
        Path folder = Files.createTempDirectory("firewright-bench");
        try {
            for (int family : List.of(4, 6)) {
                Path file = folder.resolve("ipv" + family + ".txt");
                UnsortedLists.write(file, family, LINES);
                measure(report, "a million lines of IPv" + family, file, runs);
            }
        } finally {
            for (Path file : List.of(folder.resolve("ipv4.txt"), folder.resolve("ipv6.txt"))) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
        report.publish();
    }

    private static void measure(Report report, String what, Path file, int runs)
            throws IOException, InterruptedException {
        warmUp(() -> ListFile.of(read(file).ranges()));
        AddressRanges ranges = read(file).ranges();
        double[] reads = times(runs, () -> read(file));
        double[] packs = times(runs, () -> ListFile.of(ranges));
        double[] both = times(runs, () -> ListFile.of(read(file).ranges()));
        report.add(what + ": read, aggregated", "ms", reads, 0);
        report.add(what + ": packed with its digest", "ms", packs, 0);
        report.add(what + ": all together", "ms", both, BAR_MS);
        double result = (ranges.v4().length * 4.0 + ranges.v6().length * 8.0) / 1e6;
        report.add(what + ": the result", "MB", new double[] {result}, 0);
        report.add(what + ": allocated in reading", "MB", new double[] {allocated(() -> read(file)) / 1e6}, 0);
        report.add(what + ": smallest heap for all", "MB", new double[] {smallestHeap(file)}, 0);
    }

    private static AddressList read(Path file) {
        try {
            return ListReader.read(file);
        } catch (ProblemException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Until the median of five runs is no longer less than the five before, at most twelve times five. */
    private static void warmUp(Supplier<?> work) {
        double before = Double.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            double now = LookupTimes.median(times(5, work));
            if (i > 1 && now > 0.97 * before) {
                return;
            }
            before = now;
        }
    }

    private static double[] times(int runs, Supplier<?> work) {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            var _ = work.get();
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    private static long allocated(Supplier<?> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var _ = work.get();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** In megabytes, by halving; a heap that is too small ends the other Java with an error. */
    private static int smallestHeap(Path file) throws IOException, InterruptedException {
        int tooSmall = 0;
        int enough = MOST_HEAP_MB;
        while (enough - tooSmall > Math.max(ENOUGH_MB, enough / 20)) {
            int middle = (tooSmall + enough) / 2;
            Process java = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-XX:+UseSerialGC",
                            "-Xmx" + middle + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ListReadBench.class.getName(),
                            "--once",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (java.waitFor() == 0) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }
}
