package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.agent.AgentProcess;

/**
 * How soon the agent tells a namespace's whole ruleset, beside nft in the same run, and what it costs to poll counters.
 * The agent is the real one in a process of its own, with JSON and all.
 */
public final class InspectBench {
    private static final String RULES_PART = "--rules";
    private static final String SET_PART = "--set";
    private static final String COUNTERS_PART = "--counters";
    private static final List<String> PARTS = List.of(RULES_PART, SET_PART, COUNTERS_PART);
    private static final int RULES = 10_000;
    private static final int CHUNK = 50_000;

    /** Short requests until the agent's code is compiled, as it is when somebody has looked for some minutes. */
    private static final int WARM_UP = 300;

    /** How many times faster than nft. */
    private static final double FASTER_BAR = 3;

    /** MB; docs/nftables-engine.md says why. */
    private static final double MEMORY_BAR = 256;

    private final AgentProcess agent;
    private final int runs;
    private final int elements;
    private final int seconds;
    private final Report report = new Report("inspect");

    private InspectBench(AgentProcess agent, boolean quick) {
        this.agent = agent;
        runs = quick ? 5 : 9;
        elements = quick ? 100_000 : 1_000_000;
        seconds = quick ? 10 : 30;
    }

    /**
     * Takes {@code --quick} for fewer runs, elements and seconds; {@code --rules}, {@code --set} and {@code --counters} for
     * these parts alone.
     */
    public static void main(String[] arguments) throws IOException, ProblemException, InterruptedException {
        List<String> asked = List.of(arguments);
        try (BenchFolder folder = BenchFolder.make();
                AgentProcess agent = AgentProcess.start(AgentProcess.command(
                        AgentProcess.install(Files.createDirectory(folder.path().resolve("agent"))), folder.path()))) {
            agent.hello();
            InspectBench bench = new InspectBench(agent, asked.contains("--quick"));
            boolean all = PARTS.stream().noneMatch(asked::contains);
            if (all || asked.contains(RULES_PART)) {
                bench.rules();
            }
            if (all || asked.contains(SET_PART)) {
                bench.elements();
            }
            if (all || asked.contains(COUNTERS_PART)) {
                try (CounterPolling polling = new CounterPolling(agent, bench.seconds, bench.report)) {
                    polling.measure();
                }
            }
            double most = ProcessMemory.mostResident(agent.pid());
            bench.report.add("most resident memory of the agent", "MB", new double[] {most}, MEMORY_BAR);
            bench.report.publish();
        }
    }

    private void rules() throws IOException, ProblemException {
        try (ScratchNamespace namespace = ScratchNamespace.make("bench")) {
            namespace.load(table("ip t", RULES));
            report.add(
                    "%,d rules: first ruleset of a fresh agent".formatted(RULES),
                    "ms",
                    new double[] {milliseconds(() -> ruleset(namespace))},
                    0);
            compare(namespace, "%,d rules".formatted(RULES), runs);
        }
    }

    /** With the whole listing only once: a million elements take the kernel many seconds. */
    private void elements() throws IOException, ProblemException {
        try (ScratchNamespace namespace = ScratchNamespace.make("bench")) {
            namespace.load("table ip t { set s { type ipv4_addr; }; chain c { ip saddr @s counter drop; }; }");
            for (int at = 0; at < elements; at += CHUNK) {
                StringBuilder text = new StringBuilder("add element ip t s { ");
                for (int i = at; i < Math.min(at + CHUNK, elements); i++) {
                    text.append(10 + (i >> 24)).append('.').append(i >> 16 & 255);
                    text.append('.')
                            .append(i >> 8 & 255)
                            .append('.')
                            .append(i & 255)
                            .append(", ");
                }
                namespace.load(text.append("}\n").toString());
            }
            String what = "a set of %,d".formatted(elements);
            for (int i = 0; i < WARM_UP; i++) {
                ruleset(namespace);
            }
            compare(namespace, what, 1);
            double[] all = {milliseconds(() -> allElements(namespace))};
            report.add(what + ": all elements, page by page", "ms", all, 0);
        }
    }

    private void allElements(ScratchNamespace namespace) throws ProblemException {
        int[] count = {0};
        ElementPage page;
        do {
            ElementRequest request =
                    new ElementRequest(namespace.name(), "ip", "t", "s", count[0], ElementRequest.MOST);
            page = agent.ask(service -> service.elements(request));
            count[0] += page.elements().size();
        } while (page.more());
        if (count[0] != elements) {
            throw new AssertionError(count[0] + " elements came instead of " + elements + ".");
        }
    }

    private void compare(ScratchNamespace namespace, String what, int wholeRuns) throws IOException, ProblemException {
        double[] terse = new double[runs];
        double[] whole = new double[wholeRuns];
        double[] ours = new double[runs];
        for (int run = 0; run < runs; run++) {
            terse[run] = milliseconds(() -> namespace.nft("-j", "-t", "list", "ruleset"));
            if (run < wholeRuns) {
                whole[run] = milliseconds(() -> namespace.nft("-j", "list", "ruleset"));
            }
            ours[run] = milliseconds(() -> ruleset(namespace));
        }
        report.add(what + ": nft -j -t list ruleset", "ms", terse, 0);
        report.add(what + ": nft -j list ruleset", "ms", whole, 0);
        report.add(what + ": ruleset, no elements", "ms", ours, 0);
        double median = Report.median(ours);
        report.addAtLeast(
                what + ": faster than with -t", "times", new double[] {Report.median(terse) / median}, FASTER_BAR);
        report.addAtLeast(
                what + ": faster than without", "times", new double[] {Report.median(whole) / median}, FASTER_BAR);
    }

    private void ruleset(ScratchNamespace namespace) throws ProblemException {
        agent.ask(service -> service.ruleset(new RulesetRequest(namespace.name())));
    }

    private interface Deed {
        void run() throws IOException, ProblemException;
    }

    private static double milliseconds(Deed deed) throws IOException, ProblemException {
        long start = System.nanoTime();
        deed.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static String table(String name, int rules) {
        StringBuilder text =
                new StringBuilder("table " + name + " {\n chain c {\n type filter hook input priority 0;\n");
        for (int i = 1; i <= rules; i++) {
            text.append(" ip saddr 10.").append(i >> 8 & 255).append('.').append(i & 255);
            text.append(".0/24 tcp dport ").append(1 + i % 60_000).append(" counter accept\n");
        }
        return text.append(" }\n}\n").toString();
    }
}
