package org.firewright.test.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.linux.NetworkNamespace;
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
    private static final int CHUNK = 50_000;

    /** How many times faster than nft, and how much of a core. */
    private static final double FASTER_BAR = 3;

    private static final double CORE_BAR = 1;

    /** Readings of counters until the agent's code is compiled. */
    private static final int WARM_UP = 10;

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

    /** Takes {@code --quick} for fewer runs, elements and seconds. */
    public static void main(String[] arguments) throws IOException, ProblemException, InterruptedException {
        Path folder = Files.createTempDirectory("firewright-bench-");
        Path installed = AgentProcess.install(Files.createDirectory(folder.resolve("agent")));
        try (AgentProcess agent = AgentProcess.start(AgentProcess.command(installed, folder))) {
            agent.hello();
            InspectBench bench = new InspectBench(agent, List.of(arguments).contains("--quick"));
            bench.rules();
            bench.elements();
            bench.counters();
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

    /** With the whole listing only once: nft needs most of a minute for a million elements. */
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
            compare(namespace, "a set of %,d".formatted(elements), 1);
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
        agent.ask(service -> service.ruleset(new RulesetRequest(namespace.name(), false)));
    }

    private interface Deed {
        void run() throws IOException, ProblemException;
    }

    private static double milliseconds(Deed deed) throws IOException, ProblemException {
        long start = System.nanoTime();
        deed.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private void counters() throws IOException, ProblemException, InterruptedException {
        List<ScratchNamespace> namespaces = new ArrayList<>();
        List<DatagramChannel> senders = new ArrayList<>();
        try {
            for (int i = 0; i < NAMESPACES; i++) {
                ScratchNamespace namespace = ScratchNamespace.make("bench");
                namespaces.add(namespace);
                namespace.load(table("inet firewright", RULES_EACH));
                senders.add(NetworkNamespace.visit(namespace.file(), DatagramChannel::open));
            }
            List<String> names = namespaces.stream().map(ScratchNamespace::name).toList();
            agent.ask(service -> service.watch(new WatchRequest(names, 1000)));
            watch(WARM_UP, senders);
            String what = "%d namespaces x %d rules at 1 Hz".formatted(NAMESPACES, RULES_EACH);
            cost(what + ", idle", List.of());
            cost(what + ", each with packets", senders);
            agent.ask(service -> service.watch(new WatchRequest(List.of(), 0)));
        } finally {
            for (DatagramChannel sender : senders) {
                sender.close();
            }
            namespaces.forEach(ScratchNamespace::close);
        }
    }

    private void cost(String what, List<DatagramChannel> senders) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Spent before = Spent.by(agent.pid());
        watch(seconds, senders);
        Spent after = Spent.by(agent.pid());
        double percent = 100 / ((System.nanoTime() - start) / 1e6);
        double inKernel = (after.inKernel() - before.inKernel()) * percent;
        double all = (after.all() - before.all()) * percent;
        report.add(what, "% core", new double[] {all}, CORE_BAR);
        report.add(what + ": of this in the kernel", "% core", new double[] {inKernel}, 0);
    }

    /** Waits for so many readings, and lets a packet come to each namespace before each. */
    private void watch(int readings, List<DatagramChannel> senders) throws IOException, InterruptedException {
        agent.reports.clear();
        long moved = -1;
        for (int i = 0; i < readings; i++) {
            for (DatagramChannel sender : senders) {
                sender.send(ByteBuffer.allocate(1), new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
            }
            CounterReport told = agent.reports.poll(30, TimeUnit.SECONDS);
            long packets = told == null
                    ? -1
                    : told.namespaces().stream()
                            .mapToLong(each -> each.rules().getLast().packets())
                            .sum();
            if (packets < 0 || (i > 1 && !senders.isEmpty() && packets <= moved)) {
                throw new AssertionError("The agent does not tell what its namespaces count.");
            }
            moved = packets;
        }
    }

    /** Milliseconds of a processor, as proc(5) counts them: in hundredths of a second. */
    private record Spent(long inKernel, long all) {
        private static Spent by(long process) throws IOException {
            String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long system = 10 * Long.parseLong(fields[12]);
            return new Spent(system, system + 10 * Long.parseLong(fields[11]));
        }
    }

    /** The last rule counts what the benchmark sends; the others are passed by all of it. */
    private static String table(String name, int rules) {
        StringBuilder text =
                new StringBuilder("table " + name + " {\n chain c {\n type filter hook input priority 0;\n");
        for (int i = 1; i < rules; i++) {
            text.append(" ip saddr 10.").append(i >> 8 & 255).append('.').append(i & 255);
            text.append(".0/24 tcp dport ").append(1 + i % 60_000).append(" counter accept\n");
        }
        return text.append(" udp dport 9 counter drop\n }\n}\n").toString();
    }
}
