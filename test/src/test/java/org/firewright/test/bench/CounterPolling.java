package org.firewright.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryStream;
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
 * What it costs to poll the counters of many deployed namespaces, beside bare listings of the same rules, and of their
 * counters alone: asked for and received, not looked at.
 */
final class CounterPolling implements AutoCloseable {
    private static final int NAMESPACES = 100;
    private static final int RULES = 100;
    /** Only the last rule counts what is sent here. */
    private static final int LAST_PORT = 9;

    /** Every rule counts what is sent here. */
    private static final int EVERY_PORT = 10;

    /** % of a core. */
    private static final double BAR = 1;

    /** Readings, soon after one another, until the agent's code is compiled, as it is after some minutes of watching. */
    private static final int WARM_UP = 300;

    private static final int WARM_UP_MILLIS = 100;

    /** Bare listings until this machine's code is compiled. */
    private static final int BARE_WARM_UP = 20;

    /** NFT_MSG_GETRULE and NFT_MSG_GETOBJ. */
    private static final int GET_RULE = 10 << 8 | 7;

    private static final int GET_OBJECT = 10 << 8 | 19;
    private static final int INET = 1;

    /** NFTA_RULE_TABLE and NFTA_OBJ_TABLE. */
    private static final int TABLE = 1;

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
        agent.ask(service -> service.watch(new WatchRequest(names, WARM_UP_MILLIS)));
        watch(WARM_UP, senders, EVERY_PORT);
        agent.ask(service -> service.watch(new WatchRequest(names, 1000)));
        String what = "%d namespaces x %d rules at 1 Hz, ".formatted(NAMESPACES, RULES);
        report.add(what + "bare listing of rules", "% core", new double[] {bareListings(GET_RULE)}, 0);
        report.add(what + "bare listing of counters", "% core", new double[] {bareListings(GET_OBJECT)}, 0);
        cost(what + "nothing moves", List.of(), LAST_PORT);
        cost(what + "a rule of 1 in 10 moves", senders.subList(0, NAMESPACES / 10), LAST_PORT);
        cost(what + "a rule of each moves", senders, LAST_PORT);
        cost(what + "all rules move", senders, EVERY_PORT);
        agent.ask(service -> service.watch(new WatchRequest(List.of(), 0)));
    }

    private static Compilation policy() {
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = 1; i < RULES; i++) {
            String when =
                    "ip.src in {10.0.%d.0/24 127.0.0.1} and udp.dstport in {%d %d}".formatted(i, EVERY_PORT, 1000 + i);
            rules.add(new PolicyRule("Service " + i, when, Action.ACCEPT, true, "").withObserve(true));
        }
        String last = "udp.dstport in {%d %d}".formatted(LAST_PORT, EVERY_PORT);
        rules.add(new PolicyRule("Discard", last, Action.DROP, true, ""));
        return Compiler.compile(new Policy("edge", Hook.INPUT, 0, Action.ACCEPT, rules), Map.of());
    }

    private static void deploy(Ruleset ruleset, ScratchNamespace namespace) throws ProblemException {
        try (NamespaceRules rules = NamespaceRules.open(namespace.name(), namespace.file())) {
            Stamp stamp = new Stamp(ruleset.digest(), ruleset.policy(), "bench", 0);
            rules.commit(RulesetEncoder.encode(ruleset, stamp, list -> ""), rules.generation());
        }
    }

    private void cost(String what, List<DatagramChannel> moving, int port) throws IOException, InterruptedException {
        watch(3, moving, port);
        long start = System.nanoTime();
        Spent before = Spent.by(agent.pid());
        watch(seconds, moving, port);
        Spent after = Spent.by(agent.pid());
        double percent = 100 / ((System.nanoTime() - start) / 1e6);
        double inKernel = (after.inKernel() - before.inKernel()) * percent;
        double all = (after.all() - before.all()) * percent;
        report.add(what, "% core", new double[] {all}, BAR);
        report.add(what + ": of this in the kernel", "% core", new double[] {inKernel}, 0);
    }

    /** Waits for so many readings, and lets a packet come to some namespaces before each. */
    private void watch(int readings, List<DatagramChannel> moving, int port) throws IOException, InterruptedException {
        agent.reports.clear();
        long moved = -1;
        for (int i = 0; i < readings; i++) {
            for (DatagramChannel sender : moving) {
                sender.send(ByteBuffer.allocate(1), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
    private double bareListings(int message) throws IOException, InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<NetlinkSocket> sockets = new ArrayList<>();
        try {
            for (ScratchNamespace namespace : namespaces) {
                sockets.add(NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace.file()));
            }
            long spent = 0;
            for (int i = -BARE_WARM_UP; i < seconds; i++) {
                TimeUnit.SECONDS.sleep(1); // as seldom as the agent, so that nothing is at hand from the last time
                long before = threads.getCurrentThreadCpuTime();
                for (NetlinkSocket socket : sockets) {
                    list(socket, message);
                }
                spent += i < 0 ? 0 : threads.getCurrentThreadCpuTime() - before;
            }
            return spent / 1e9 / seconds * 100;
        } finally {
            sockets.forEach(NetlinkSocket::close);
        }
    }

    private static void list(NetlinkSocket socket, int message) throws IOException {
        socket.walk(
                "listing",
                (out, sequence) -> out.message(
                        message,
                        Flags.REQUEST | Flags.DUMP,
                        sequence,
                        () -> out.raw((byte) INET, (byte) 0, (byte) 0, (byte) 0).text(TABLE, Ruleset.TABLE)),
                (listed, from, to) -> {});
    }

    /**
     * Milliseconds of a processor. The kernel has those of each thread to the nanosecond; which of them were in the kernel, it
     * only tells in hundredths of a second (proc(5), {@code schedstat} and {@code stat}).
     */
    private record Spent(double inKernel, double all) {
        private static Spent by(long process) throws IOException {
            Path folder = Path.of("/proc", Long.toString(process));
            String line = Files.readString(folder.resolve("stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            double all = 0;
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder.resolve("task"))) {
                for (Path thread : threads) {
                    String told = Files.readString(thread.resolve("schedstat"));
                    all += Long.parseLong(told.substring(0, told.indexOf(' '))) / 1e6;
                }
            }
            return new Spent(10 * Long.parseLong(fields[12]), all);
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
