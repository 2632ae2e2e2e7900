package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        try (BenchFolder made = BenchFolder.make()) {
            Path folder = made.path();
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
        }
    }

    private record Measured(double milliseconds, double megabytes) {}

    private static Measured measure(Path installed, Path content) throws IOException, ProblemException {
        long start = System.nanoTime();
        try (AgentProcess agent = AgentProcess.start(AgentProcess.command(installed, content))) {
            agent.hello();
            double milliseconds = (System.nanoTime() - start) / 1e6;
            agent.ask(service -> service.inspect(new InspectRequest(List.of(), true)));
            return new Measured(milliseconds, ProcessMemory.resident(agent.pid()));
        }
    }
}
