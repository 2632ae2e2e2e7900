package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ProblemException;
import org.firewright.test.agent.AgentProcess;

/** How soon the agent answers hello, and how much memory it then takes. */
public final class AgentBench {
    private static final double HELLO_BAR = 1000;
    private static final double MEMORY_BAR = 64;

    private AgentBench() {}

    /** Takes {@code --quick} for few runs. */
    public static void main(String[] arguments) throws IOException, ProblemException {
        int runs = List.of(arguments).contains("--quick") ? 3 : 15;
        Report report = new Report("agent");
        Path folder = Files.createTempDirectory("firewright-bench-");
        try {
            double[] first = new double[runs];
            double[] later = new double[runs];
            double[] memory = new double[runs];
            for (int run = 0; run < runs; run++) {
                Path fresh = AgentProcess.install(Files.createDirectory(folder.resolve("first" + run)));
                first[run] = measure(fresh, folder).milliseconds();
                Measured second = measure(fresh, folder); // the first one's end has written the start-up archive
                later[run] = second.milliseconds();
                memory[run] = second.megabytes();
            }
            report.add("first start to hello", "ms", first, HELLO_BAR);
            report.add("further starts to hello", "ms", later, HELLO_BAR);
            report.add("resident after hello and inspect", "MB", memory, MEMORY_BAR);
            report.publish();
        } finally {
            delete(folder);
        }
    }

    private record Measured(double milliseconds, double megabytes) {}

    private static Measured measure(Path installed, Path content) throws IOException, ProblemException {
        long start = System.nanoTime();
        try (AgentProcess agent = AgentProcess.start(AgentProcess.command(installed, content))) {
            agent.hello();
            double milliseconds = (System.nanoTime() - start) / 1e6;
            agent.ask(service -> service.inspect(new InspectRequest(List.of(), true)));
            return new Measured(milliseconds, resident(agent.pid()));
        }
    }

    /** VmRSS of proc(5), in MB of 1024 × 1024 bytes. */
    private static double resident(long process) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(each -> each.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
