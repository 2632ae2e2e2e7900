package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.WatchRequest;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.agent.AgentProcess;

/**
 * How soon the agent tells a namespace's whole ruleset, beside nft in the same run, and what it costs to poll counters.
 * The agent is the real one in a process of its own, with JSON and all.
 */
public final class InspectBench {
    private static final int RULES = 10_000;
    private static final int NAMESPACES = 100;
    private static final int RULES_EACH = 100;
    private static final double CORE_BAR = 1;

    private final int runs;
    private final int elements;
    private final int seconds;
    private final Report report = new Report("inspect");

    private InspectBench(boolean quick) {
        runs = quick ? 3 : 9;
        elements = quick ? 100_000 : 1_000_000;
        seconds = quick ? 10 : 60;
    }

    /** Takes {@code --quick} for fewer runs, elements and seconds. */
    public static void main(String[] arguments) throws IOException, ProblemException, InterruptedException {
        Path folder = Files.createTempDirectory("firewright-bench-");
        Path installed = AgentProcess.install(Files.createDirectory(folder.resolve("agent")));
        try (AgentProcess agent = AgentProcess.start(AgentProcess.command(installed, folder))) {
            agent.hello();
            InspectBench bench = new InspectBench(List.of(arguments).contains("--quick"));
            bench.rules(agent);
            bench.elements(agent);
            bench.counters(agent);
            bench.report.publish();
        }
    }

    private void rules(AgentProcess agent) throws IOException, ProblemException {
        try (ScratchNamespace namespace = ScratchNamespace.make("bench")) {
            namespace.load(table(RULES));
            compare(agent, namespace, "%,d rules".formatted(RULES));
        }
    }

    private void elements(AgentProcess agent) throws IOException, ProblemException {
        try (ScratchNamespace namespace = ScratchNamespace.make("bench")) {
            namespace.load("table ip t { set s { type ipv4_addr; }; chain c { ip saddr @s counter drop; }; }");
            int at = 0;
            while (at < elements) {
                StringBuilder text = new StringBuilder("add element ip t s { ");
                for (int i = 0; i < 50_000; i++, at++) {
                    text.append(10 + (at >> 24))
                            .append('.')
                            .append(at >> 16 & 255)
                            .append('.');
                    text.append(at >> 8 & 255).append('.').append(at & 255).append(", ");
                }
                namespace.load(text.append("}\n").toString());
            }
            compare(agent, namespace, "a set of %,d".formatted(elements));
        }
    }

    /** The bar for the agent is a third of what nft takes in this very run. */
    private void compare(AgentProcess agent, ScratchNamespace namespace, String what)
            throws IOException, ProblemException {
        double[] terse = new double[runs];
        double[] whole = new double[runs];
        double[] ours = new double[runs];
        for (int run = 0; run < runs; run++) {
            terse[run] = milliseconds(() -> namespace.nft("-j", "-t", "list", "ruleset"));
            whole[run] = milliseconds(() -> namespace.nft("-j", "list", "ruleset"));
            ours[run] = milliseconds(
                    () -> agent.ask(service -> service.ruleset(new RulesetRequest(namespace.name(), false))));
        }
        report.add(what + ": nft -j -t list ruleset", "ms", terse, 0);
        report.add(what + ": nft -j list ruleset", "ms", whole, 0);
        report.add(what + ": ruleset, no elements", "ms", ours, median(terse) / 3);
    }

    private static double median(double[] measured) {
        double[] sorted = measured.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private interface Deed {
        void run() throws IOException, ProblemException;
    }

    private static double milliseconds(Deed deed) throws IOException, ProblemException {
        long start = System.nanoTime();
        deed.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private void counters(AgentProcess agent) throws IOException, ProblemException, InterruptedException {
        List<ScratchNamespace> namespaces = new ArrayList<>();
        try {
            for (int i = 0; i < NAMESPACES; i++) {
                ScratchNamespace namespace = ScratchNamespace.make("bench");
                namespaces.add(namespace);
                namespace.load(table(RULES_EACH).replace("table ip t", "table inet firewright"));
            }
            List<String> names = namespaces.stream().map(ScratchNamespace::name).toList();
            agent.ask(service -> service.watch(new WatchRequest(names, 1000)));
            for (int i = 0; i < 5; i++) { // until its code is compiled
                agent.reports.poll(30, TimeUnit.SECONDS);
            }
            double[] percent = new double[1];
            long start = System.nanoTime();
            long before = processorMillis(agent.pid());
            for (int i = 0; i < seconds; i++) {
                agent.reports.poll(30, TimeUnit.SECONDS);
            }
            percent[0] = 100.0 * (processorMillis(agent.pid()) - before) / ((System.nanoTime() - start) / 1e6);
            agent.ask(service -> service.watch(new WatchRequest(List.of(), 0)));
            report.add(
                    "%d namespaces x %d rules at 1 Hz".formatted(NAMESPACES, RULES_EACH), "% core", percent, CORE_BAR);
        } finally {
            namespaces.forEach(ScratchNamespace::close);
        }
    }

    /** utime and stime of proc(5), which counts in hundredths of a second. */
    private static long processorMillis(long process) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }

    private static String table(int rules) {
        StringBuilder text = new StringBuilder("table ip t {\n chain c {\n type filter hook input priority 0;\n");
        for (int i = 0; i < rules; i++) {
            text.append(" ip saddr 10.").append(i >> 8 & 255).append('.').append(i & 255);
            text.append(".0/24 tcp dport ").append(1 + i % 60_000).append(" counter accept\n");
        }
        return text.append(" }\n}\n").toString();
    }
}
