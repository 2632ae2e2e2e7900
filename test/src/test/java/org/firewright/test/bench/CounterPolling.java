package org.firewright.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.compile.Compilation;
import org.firewright.compile.Compiler;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.agent.AgentProcess;

/**
 * What it costs to poll the counters of many deployed namespaces, beside a bare listing of the same rules: asked for and
 * received, not looked at.
 */
final class CounterPolling implements AutoCloseable {
    private static final int NAMESPACES = 100;
    private static final int RULES = 100;
    private static final int PORT = 9;

    /** % of a core. */
    private static final double BAR = 1;

    /** Readings of counters until the agent's code is compiled. */
    private static final int WARM_UP = 20;

    private static final int GET_RULE = 10 << 8 | 7;
    private static final int INET = 1;
    private static final int RULE_TABLE = 1;

    private final AgentProcess agent;
    private final int seconds;
    private final Report report;
    private final List<ScratchNamespace> namespaces = new ArrayList<>();
    private final List<DatagramChannel> senders = new ArrayList<>();

    CounterPolling(AgentProcess agent, int seconds, Report report) {
        this.agent = agent;
        this.seconds = seconds;
        this.report = report;
    }

    void measure() throws IOException, ProblemException, InterruptedException {
        Compilation policy = policy();
        for (int i = 0; i < NAMESPACES; i++) {
            ScratchNamespace namespace = ScratchNamespace.make("bench");
            namespaces.add(namespace);
            deploy(PolicySet.of(policy).ruleset(namespace.name()), namespace);
            senders.add(NetworkNamespace.visit(namespace.file(), DatagramChannel::open));
        }
        List<String> names = namespaces.stream().map(ScratchNamespace::name).toList();
        agent.ask(service -> service.watch(new WatchRequest(names, 1000)));
        watch(WARM_UP, senders);
        String what = "%d namespaces x %d rules at 1 Hz, ".formatted(NAMESPACES, RULES);
        double bare = bareListings();
        report.add(what + "bare listing", "% core", new double[] {bare}, 0);
        cost(what + "nothing moves", List.of(), bare);
        cost(what + "1 in 10 moves", senders.subList(0, NAMESPACES / 10), bare);
        cost(what + "all move", senders, bare);
        agent.ask(service -> service.watch(new WatchRequest(List.of(), 0)));
    }

    /** The last rule counts what is sent here; the others are passed by all of it. */
    private static Compilation policy() {
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = 1; i < RULES; i++) {
            String when = "ip.src in {10.0.%d.0/24} and tcp.dstport == %d".formatted(i, 1000 + i);
            rules.add(new PolicyRule("Service " + i, when, Action.ACCEPT, true, ""));
        }
        rules.add(new PolicyRule("Discard", "udp.dstport == " + PORT, Action.DROP, true, ""));
        return Compiler.compile(new Policy("edge", Hook.INPUT, 0, Action.ACCEPT, rules), Map.of());
    }

    private static void deploy(Ruleset ruleset, ScratchNamespace namespace) throws ProblemException {
        try (NamespaceRules rules = NamespaceRules.open(namespace.name(), namespace.file())) {
            Stamp stamp = new Stamp(ruleset.digest(), ruleset.policy(), "bench", 0);
            rules.commit(RulesetEncoder.encode(ruleset, stamp, list -> ""), rules.generation());
        }
    }

    private void cost(String what, List<DatagramChannel> moving, double bare) throws IOException, InterruptedException {
        watch(3, moving); // a chain that was moving is listed once more
        long start = System.nanoTime();
        Spent before = Spent.by(agent.pid());
        watch(seconds, moving);
        Spent after = Spent.by(agent.pid());
        double percent = 100 / ((System.nanoTime() - start) / 1e6);
        double inKernel = (after.inKernel() - before.inKernel()) * percent;
        double all = (after.all() - before.all()) * percent;
        report.add(what, "% core", new double[] {all}, BAR);
        report.add(what + ": of this in the kernel", "% core", new double[] {inKernel}, 0);
        report.add(what + ": of a bare listing", "%", new double[] {100 * all / bare}, 0);
    }

    /** Waits for so many readings, and lets a packet come to some namespaces before each. */
    private void watch(int readings, List<DatagramChannel> moving) throws IOException, InterruptedException {
        agent.reports.clear();
        long moved = -1;
        for (int i = 0; i < readings; i++) {
            for (DatagramChannel sender : moving) {
                sender.send(ByteBuffer.allocate(1), new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
            }
            CounterReport told = agent.reports.poll(30, TimeUnit.SECONDS);
            long packets = told == null
                    ? -1
                    : told.namespaces().stream()
                            .mapToLong(each -> each.rules().getLast().packets())
                            .sum();
            if (packets < 0 || (i > 1 && !moving.isEmpty() && packets <= moved)) {
                throw new AssertionError("The agent does not tell what its namespaces count.");
            }
            moved = packets;
        }
    }

    /** % of a core that all listings take once a second, by the time of this thread alone. */
    private double bareListings() throws IOException, InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<NetlinkSocket> sockets = new ArrayList<>();
        try {
            for (ScratchNamespace namespace : namespaces) {
                sockets.add(NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace.file()));
            }
            long spent = 0;
            for (int i = -WARM_UP; i < seconds; i++) {
                TimeUnit.SECONDS.sleep(1); // as seldom as the agent, so that nothing is at hand from the last time
                long before = threads.getCurrentThreadCpuTime();
                for (NetlinkSocket socket : sockets) {
                    list(socket);
                }
                spent += i < 0 ? 0 : threads.getCurrentThreadCpuTime() - before;
            }
            return spent / 1e9 / seconds * 100;
        } finally {
            sockets.forEach(NetlinkSocket::close);
        }
    }

    private static void list(NetlinkSocket socket) throws IOException {
        socket.walk(
                "listing rules",
                (out, sequence) -> out.message(
                        GET_RULE,
                        Flags.REQUEST | Flags.DUMP,
                        sequence,
                        () -> out.raw((byte) INET, (byte) 0, (byte) 0, (byte) 0).text(RULE_TABLE, Ruleset.TABLE)),
                (message, from, to) -> {});
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

    @Override
    public void close() throws IOException {
        for (DatagramChannel sender : senders) {
            sender.close();
        }
        namespaces.forEach(ScratchNamespace::close);
    }
}
