package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.firewright.agent.api.Numbers;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.compile.Compiler;
import org.firewright.compile.PolicySet;
import org.firewright.expression.IpAddress;
import org.firewright.policy.Policy;
import org.firewright.policy.ProjectFile;
import org.firewright.simulate.History;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.PacketForm;
import org.firewright.simulate.Simulator;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rates of addresses and limits, from a project's text to packets in a kernel, held against the simulator. */
@Tag("kernel")
@RequiresRoot
class KernelRatesTest {
    private static final int UDP = 17;
    private static final String PROJECT = """
            firewright: 1
            name: rates
            policies:
              edge:
                hook: prerouting
                default: drop
                rules:
                  - name: Beyond
                    when: udp.dstport == 53 and rate(ip.src, 3, 3600)
                    action: drop
                  - name: Within
                    when: not rate(ip.dst, 5, 3600)
                    action: count
                  - name: Few packets
                    limit: 2 packets/day burst 4
                    action: count
                  - name: Too many bytes
                    limit: over 1 bytes/day burst 100
                    action: count
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("rates");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @AutoClose
    private LoopbackSender sender;

    @BeforeEach
    void open() throws Exception {
        sender = new LoopbackSender(namespace.file());
    }

    private Policy policy(String text) throws IOException {
        Files.writeString(folder.resolve("firewright.yaml"), text);
        return ProjectFile.read(folder).project().orElseThrow().policies().getFirst();
    }

    private void deploy(Policy policy) throws ProblemException {
        Ruleset ruleset = PolicySet.of(Compiler.compile(policy, Map.of())).ruleset(namespace.name());
        Stamp stamp = new Stamp(ruleset.digest(), policy.name(), "me@here", 0);
        ours.deploy(ruleset, stamp);
    }

    /** Packets of two IPv4 and two IPv6 addresses, to two ports, each some times. */
    private static List<byte[]> packets() {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (String source : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2")) {
                if (i < 2 || !source.endsWith("2")) {
                    packets.add(packet(source, 53));
                    packets.add(packet(source, 54));
                }
            }
        }
        return packets;
    }

    private static byte[] packet(String source, int port) {
        IpAddress from = IpAddress.parse(source).orElseThrow();
        IpAddress to = IpAddress.parse(from.v6() ? "2001:db8::9" : "192.0.2.9").orElseThrow();
        return PacketForm.of(from, to, UDP, 1000, port).bytes();
    }

    private static Map<String, Long> simulated(Policy policy, List<byte[]> packets) {
        Map<String, Long> met = new TreeMap<>();
        History history = Simulator.of(policy, Map.of()).history();
        for (byte[] packet : packets) {
            Outcome outcome = history.simulate(Packet.of(packet, Packet.Surroundings.NONE), 0);
            outcome.counted().forEach(rule -> met.merge(rule.name(), 1L, Long::sum));
            outcome.decidedBy().ifPresent(rule -> met.merge(rule.name(), 1L, Long::sum));
        }
        return met;
    }

    private Map<String, Long> counted() throws ProblemException {
        Map<String, Long> counted = new TreeMap<>();
        for (RuleState rule : rules.read(false).rules()) {
            counted.merge(rule.name(), rule.packets(), Long::sum);
        }
        return counted;
    }

    @Test
    void addressesAreCountedOneByOne() throws Exception {
        Policy policy = policy(PROJECT);
        deploy(policy);
        CounterReader reader = rules.counters();
        assertThat(reader.read()).isFalse();
        List<byte[]> packets = packets();
        for (byte[] packet : packets) {
            sender.send(packet, false);
        }
        assertThat(counted()).isEqualTo(simulated(policy, packets)).containsEntry("Beyond", 6L);
        assertThat(rules.read(false).rules()).hasSize(4); // each is one for people, also with one for each family
        assertThat(reader.read()).isTrue();
        assertThat(reader.moved().rules()).isEqualTo(Numbers.of(0, 4)); // a run: from the first on, four
        assertThat(reader.moved().packets().at(0)).isEqualTo(6);
        assertThat(reader.whole().rules()).extracting(RuleCounter::packets).startsWith(6L);
    }

    /** A rule that stays knows what it has seen; one that goes takes its sets with it. */
    @Test
    void whatStaysGoesOnCounting() throws Exception {
        deploy(policy(PROJECT));
        for (int i = 0; i < 3; i++) {
            sender.send(packet("2001:db8::1", 53), false);
        }
        assertThat(counted()).containsEntry("Beyond", 0L);
        deploy(policy(PROJECT.replace("Within", "Others within").replace("5, 3600", "6, 3600")));
        sender.send(packet("2001:db8::1", 53), false);
        assertThat(counted()).containsEntry("Beyond", 1L).containsEntry("Others within", 0L);
        assertThat(namespace.nft("list", "sets")).contains("size 65535").containsPattern("(?s)(set rate_.*){4}");
        assertThat(rules.own().rates()).hasSize(4);
        deploy(policy(PROJECT.replaceAll("(?s)  - name: Beyond.*?drop\n +- name: Within", "  - name: Within")));
        assertThat(rules.own().rates()).hasSize(2);
        deploy(policy(PROJECT.replaceAll("(?s)  - name: Beyond.*?- name: Few", "  - name: Few")));
        assertThat(rules.own().rates()).isEmpty();
    }

    /** What was known of an address is forgotten with the time, and its bucket fills again. */
    @Test
    void anAddressIsWithinItsRateAgainAfterAWhile() throws Exception {
        deploy(policy(PROJECT.replace("3, 3600", "1, 1")));
        sender.send(packet("192.0.2.1", 53), false);
        long before = System.nanoTime();
        long sent = 0;
        // As fast as packets can come: most are beyond, but one a second is not.
        while (System.nanoTime() - before < 2_500_000_000L) {
            sender.send(packet("192.0.2.1", 53), false);
            sent++;
        }
        long seconds = (System.nanoTime() - before) / 1_000_000_000L;
        assertThat(sent - counted().get("Beyond")).isBetween(1L, seconds);
    }
}
