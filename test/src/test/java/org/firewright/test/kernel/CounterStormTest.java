package org.firewright.test.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firewright.test.kernel.Samples.IPV4;
import static org.firewright.test.kernel.Samples.IPV6;
import static org.firewright.test.kernel.Samples.PORT;
import static org.firewright.test.kernel.Samples.STAMP;
import static org.firewright.test.kernel.Samples.TCP;
import static org.firewright.test.kernel.Samples.UDP;
import static org.firewright.test.kernel.Samples.is;
import static org.firewright.test.kernel.Samples.port;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.CounterChange;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No counter that moves is missed: storms of packets for a router with a chain at every hook, and a reader that looks on
 * meanwhile.
 */
@Tag("kernel")
@RequiresRoot
class CounterStormTest {
    private static final int STORMS = 4;
    private static final int PORTS = 5;
    private static final long STORM_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private ScratchNamespace client;
    private ScratchNamespace router;
    private ScratchNamespace server;
    private NamespaceRules rules;
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    @BeforeEach
    void connect() throws Exception {
        client = ScratchNamespace.make("kernel");
        router = ScratchNamespace.make("kernel");
        server = ScratchNamespace.make("kernel");
        cable(client, "198.18.1", "fd00:1");
        cable(server, "198.18.2", "fd00:2");
        router.exec("", "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1");
        rules = NamespaceRules.open(router.name(), router.file());
        deploy();
    }

    /** One end has the address that ends with 1, the router's that with 254. */
    private void cable(ScratchNamespace end, String v4, String v6) {
        String name = "to" + v6.charAt(5);
        end.exec("", "ip", "link", "add", "up0", "type", "veth", "peer", "name", name, "netns", router.name());
        address(end, "up0", v4 + ".1/24", v6 + "::1/64");
        address(router, name, v4 + ".254/24", v6 + "::fe/64");
        end.exec("", "ip", "route", "add", "default", "via", v4 + ".254");
        end.exec("", "ip", "-6", "route", "add", "default", "via", v6 + "::fe");
    }

    private static void address(ScratchNamespace namespace, String device, String v4, String v6) {
        namespace.exec("", "ip", "address", "add", v4, "dev", device);
        namespace.exec("", "ip", "address", "add", v6, "dev", device, "nodad");
        namespace.exec("", "ip", "link", "set", device, "up");
    }

    @AfterEach
    void remove() {
        if (rules != null) {
            rules.close();
        }
        Stream.of(client, router, server).filter(each -> each != null).forEach(ScratchNamespace::close);
    }

    private void deploy() throws ProblemException {
        List<Chain> chains = new ArrayList<>();
        for (Hook hook : Hook.values()) {
            List<Rule> wanted = new ArrayList<>();
            for (int i = 1; i <= PORTS; i++) {
                wanted.add(rule(hook, i, "v4", Verdict.COUNT, IPV4, UDP));
                wanted.add(rule(hook, i, "v6", Verdict.ACCEPT, IPV6, UDP));
                wanted.add(rule(hook, i, "tcp", i == 1 ? Verdict.DROP : Verdict.ACCEPT, TCP));
            }
            Verdict last = hook == Hook.OUTPUT ? Verdict.DROP : Verdict.ACCEPT;
            if (last == Verdict.DROP) {
                wanted.add(new Rule("else", 0, "", List.of(), Verdict.ACCEPT));
            }
            chains.add(new Chain(hook.name().toLowerCase(Locale.ROOT), hook, 0, last, wanted));
        }
        Ruleset ruleset = new Ruleset(router.name(), "perimeter", STAMP.digest(), chains);
        rules.commit(RulesetEncoder.update(ruleset, STAMP, list -> "", rules.own()), rules.generation());
    }

    private static Rule rule(Hook hook, int number, String what, Verdict verdict, Condition... protocol) {
        List<Condition> conditions = new ArrayList<>(List.of(protocol));
        conditions.add(is(PORT, port(1000 + number)));
        return new Rule(hook.name().toLowerCase(Locale.ROOT) + "-" + what + "-" + number, 0, "", conditions, verdict);
    }

    @Test
    void whatIsToldIsWhatTheKernelCountsHoweverThePacketsCome() throws Exception {
        CounterReader reader = rules.counters();
        CounterReport told = read(reader, CounterReport.NOTHING);
        Random random = new Random(11);
        List<RuleCounter> before = List.of();
        for (int storm = 0; storm < STORMS; storm++) {
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> senders = List.of(
                    send(client, done, random.nextLong(), "198.18.2.1", "fd00:2::1", "198.18.1.254", "fd00:1::fe"),
                    send(router, done, random.nextLong(), "127.0.0.1", "::1", "198.18.1.1", "fd00:2::1"));
            long end = System.nanoTime() + STORM_NANOS;
            while (System.nanoTime() < end) {
                told = read(reader, told);
            }
            done.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(fault.get()).isNull();

            told = untilAllIsTold(reader, told);
            assertThat(counters(told)).isNotEqualTo(before);
            before = counters(told);
        }
        for (Hook hook : Hook.values()) {
            String chain = hook.name().toLowerCase(Locale.ROOT);
            assertThat(before).anyMatch(each -> each.id().startsWith(chain) && each.packets() > 0);
        }
    }

    /** Neighbours and closed ports are asked for again for a while after a storm. */
    private CounterReport untilAllIsTold(CounterReader reader, CounterReport before) throws ProblemException {
        CounterReport told = before;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<RuleCounter> kernel = kernel();
        while (!counters(told).equals(kernel)) {
            if (System.nanoTime() > deadline) {
                assertThat(counters(told)).isEqualTo(kernel);
            }
            told = read(reader, told);
            kernel = kernel();
        }
        return told;
    }

    /** What an agent would have told a window after one more reading. */
    private static CounterReport read(CounterReader reader, CounterReport before) throws ProblemException {
        boolean same = reader.read();
        List<NamespaceCounters> whole = same ? List.of() : List.of(reader.whole());
        List<MovedCounters> moved = same ? List.of(reader.moved()) : List.of();
        return before.after(new CounterChange(1, before.namespaces().isEmpty(), whole, moved, 0, List.of()));
    }

    private static List<RuleCounter> counters(CounterReport told) {
        return told.namespaces().getFirst().rules();
    }

    private List<RuleCounter> kernel() throws ProblemException {
        return rules.read(false).rules().stream()
                .map((RuleState rule) -> new RuleCounter(rule.id(), rule.packets(), rule.bytes()))
                .toList();
    }

    /** Sends bursts with pauses to random ports, from a thread of its own. */
    private Thread send(ScratchNamespace from, AtomicBoolean done, long seed, String... to) {
        return Thread.ofPlatform().start(() -> {
            Random random = new Random(seed);
            try (DatagramChannel udp = NetworkNamespace.visit(from.file(), DatagramChannel::open)) {
                while (!done.get()) {
                    for (int burst = random.nextInt(20); burst >= 0; burst--) {
                        String address = to[random.nextInt(to.length)];
                        packet(from, udp, new InetSocketAddress(address, 1001 + random.nextInt(PORTS)), random);
                    }
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(2_000));
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                fault.set(e);
            }
        });
    }

    private static void packet(ScratchNamespace from, DatagramChannel udp, InetSocketAddress to, Random random)
            throws IOException {
        if (random.nextInt(10) > 0) {
            udp.send(ByteBuffer.allocate(1 + random.nextInt(100)), to);
            return;
        }
        try (SocketChannel tcp = NetworkNamespace.visit(from.file(), SocketChannel::open)) {
            tcp.configureBlocking(false);
            tcp.connect(to);
        } catch (ConnectException e) {
            return; // nobody listens, or it was dropped
        }
    }
}
