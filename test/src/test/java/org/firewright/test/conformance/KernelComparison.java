package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.compile.Compilation;
import org.firewright.compile.Compiler;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.Simulator;
import org.firewright.test.ScratchNamespace;

/**
 * Asks the kernel and the simulator which rules packets meet. The policy is compiled and put into a scratch namespace
 * as the agent does it, the packets come in at its loopback, and the rules' counters are the kernel's answer.
 */
final class KernelComparison implements AutoCloseable {
    /** Contents of {@code $pool}. */
    private static final String LIST = "pool";

    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /** Behind our rules nothing goes on: no answer of the kernel may come in again and be counted. */
    private static final String END = "table inet end { chain end { type filter hook prerouting priority 100; drop; }; "
            + "chain out { type filter hook output priority 100; drop; }; }";

    private final ScratchNamespace namespace = ScratchNamespace.make("lang");
    private final Path pins = Bpffs.MOUNT_POINT.resolve(namespace.name());
    private final AddressRanges pool;
    private final ListStore store;
    private final NamespaceRules rules;
    private final LoopbackSender sender;

    KernelComparison(AddressRanges pool) throws IOException, ProblemException {
        this.pool = pool;
        Bpffs.prepare(pins);
        store = new ListStore(pins);
        rules = NamespaceRules.open(namespace.name(), namespace.file());
        sender = new LoopbackSender(namespace.file());
        namespace.load(END);
    }

    /**
     * A case in which the two differ.
     *
     * @param expected by the simulator: packets for each rule
     * @param counted by the kernel: packets for each rule
     */
    record Difference(Policy policy, List<byte[]> packets, Map<String, Long> expected, Map<String, Long> counted) {}

    /** Compares; the answer is the smallest case that was found from there, empty when the two agree. */
    Optional<Difference> compare(Policy policy, List<byte[]> packets) throws IOException, ProblemException {
        Optional<Difference> difference = once(policy, packets);
        if (difference.isEmpty()) {
            return difference;
        }
        Difference smallest = difference.get();
        for (byte[] packet : packets) {
            Optional<Difference> alone = once(policy, List.of(packet));
            if (alone.isPresent()) {
                smallest = alone.get();
                break;
            }
        }
        for (PolicyRule rule : policy.rules().subList(1, policy.rules().size())) {
            List<PolicyRule> fewer = new ArrayList<>(smallest.policy().rules());
            fewer.remove(rule);
            smallest = once(with(smallest.policy(), fewer), smallest.packets()).orElse(smallest);
        }
        return Optional.of(smallest);
    }

    private static Policy with(Policy policy, List<PolicyRule> rules) {
        return new Policy(policy.name(), policy.hook(), policy.priority(), policy.defaultAction(), rules);
    }

    private Optional<Difference> once(Policy policy, List<byte[]> packets) throws IOException, ProblemException {
        Map<String, Long> expected = simulate(policy, packets);
        deploy(policy);
        for (byte[] packet : packets) {
            sender.send(packet);
        }
        Map<String, Long> counted = await(policy, packets.size());
        return expected.equals(counted)
                ? Optional.empty()
                : Optional.of(new Difference(policy, packets, expected, counted));
    }

    private Map<String, Long> simulate(Policy policy, List<byte[]> packets) {
        Simulator simulator = Simulator.of(policy, Map.of(LIST, pool));
        if (!simulator.problems().isEmpty()) {
            throw new AssertionError(simulator.problems().getFirst().text());
        }
        Map<String, Long> met = new TreeMap<>();
        for (byte[] packet : packets) {
            Outcome outcome = simulator.simulate(Packet.of(packet, new Packet.Surroundings("lo", "", "")));
            outcome.counted().forEach(rule -> met.merge(rule.name(), 1L, Long::sum));
            outcome.decidedBy().ifPresent(rule -> met.merge(rule.name(), 1L, Long::sum));
        }
        return met;
    }

    private void deploy(Policy policy) throws IOException, ProblemException {
        ListFile file = ListFile.of(pool);
        ListContent content = new ListContent(LIST, file.digest(), pool.count());
        Compilation compilation = Compiler.compile(policy, Map.of(LIST, Optional.of(content)));
        Map<String, ListFile> files = new LinkedHashMap<>();
        files.put(file.digest(), file);
        compilation.sets().forEach(set -> files.put(set.digest(), set));
        for (ListContent list : compilation.lists()) {
            store.ensure(list, () -> files.get(list.digest()).ranges(), progress -> {});
        }
        var ruleset = compilation.ruleset(namespace.name());
        Stamp stamp = new Stamp(ruleset.digest(), policy.name(), "conformance", 0);
        rules.commit(RulesetEncoder.encode(ruleset, stamp, store::pin), rules.generation());
        // Sets of earlier policies are of no use any more, but a pin that a rule holds stays.
        if (Bpffs.pins(pins).size() > 1_000) {
            store.collect(Set.of());
        }
    }

    private Map<String, Long> await(Policy policy, int packets) throws ProblemException {
        Map<String, String> names = new TreeMap<>();
        policy.rules().forEach(rule -> names.put(rule.id(), rule.name()));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Map<String, Long> counted = new TreeMap<>();
            for (RuleCounter counter : rules.counters().rules()) {
                if (counter.packets() > 0) {
                    counted.put(names.get(counter.id()), counter.packets());
                }
            }
            boolean complete = counted.getOrDefault(PolicyGenerator.ALL, 0L) >= packets;
            if (complete || System.nanoTime() > deadline) {
                return counted;
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        sender.close();
        rules.close();
        namespace.close();
        for (Path pin : Bpffs.pins(pins)) {
            Files.delete(pin);
        }
        Files.delete(pins);
    }
}
