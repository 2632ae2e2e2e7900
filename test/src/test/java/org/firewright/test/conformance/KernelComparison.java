package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.deploy.ProgramStore;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.compile.Compilation;
import org.firewright.compile.CompiledRule;
import org.firewright.compile.Compiler;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.Way;
import org.firewright.simulate.Journey;
import org.firewright.simulate.Packet;
import org.firewright.test.ScratchNamespace;

/**
 * Asks the kernel and the simulator which rules packets meet. Policies are compiled and put into a scratch namespace
 * as the agent does it, the packets come in at its loopback, and the rules' counters are the kernel's answer. What nft
 * makes of our text is asked in a second namespace, of the rules that need no program.
 */
final class KernelComparison implements AutoCloseable {
    /** Contents of {@code $pool}. */
    private static final String LIST = "pool";

    private static final int MOST_PINS = 2_000;
    /** One in so many packets carries a VLAN tag, which the kernel takes off before any rule sees the packet. */
    private static final int TAGGED = 8;

    private static final String AREA = "compiler";
    private static final long PATIENCE_NANOS = 3_000_000_000L;
    /** Behind our rules nothing goes on: no answer of the kernel may come in again and be counted. */
    private static final String END = "table inet end { chain end { type filter hook prerouting priority 100; drop; }; "
            + "chain out { type filter hook output priority 100; drop; }; }";

    private final ScratchNamespace namespace = ScratchNamespace.make(AREA);
    private final ScratchNamespace second = ScratchNamespace.make(AREA);
    private final Path pins = Bpffs.MOUNT_POINT.resolve(namespace.name());
    private final AddressRanges pool;
    private final ListFile file;
    private final ListStore lists;
    private final ProgramStore programs;
    private final NamespaceRules rules;
    private final NamespaceRules secondRules;
    private final LoopbackSender sender;
    private final LoopbackSender secondSender;
    private long asked;
    private long askedOfNft;

    private final Thread atExit = new Thread(this::closeQuietly);
    private boolean closed;

    KernelComparison(AddressRanges pool) throws IOException, ProblemException {
        Runtime.getRuntime().addShutdownHook(atExit);
        for (String left : ScratchNamespace.removeLeftovers(AREA)) {
            removePins(Bpffs.MOUNT_POINT.resolve(left));
        }
        this.pool = pool;
        this.file = ListFile.of(pool);
        Bpffs.prepare(pins);
        lists = new ListStore(pins);
        programs = new ProgramStore(pins, lists);
        rules = NamespaceRules.open(namespace.name(), namespace.file());
        secondRules = NamespaceRules.open(second.name(), second.file());
        sender = new LoopbackSender(namespace.file());
        secondSender = new LoopbackSender(second.file());
        namespace.load(END);
        second.load(END);
    }

    /**
     * A case in which two differ.
     *
     * @param who answered otherwise than the simulator
     * @param expected by the simulator: packets for each rule
     * @param counted by the other: packets for each rule
     */
    record Difference(
            String who,
            List<Policy> policies,
            List<byte[]> packets,
            Map<String, Long> expected,
            Map<String, Long> counted) {}

    /** How many packets rules of the agent have been asked about. */
    long asked() {
        return asked;
    }

    /** How many of them rules of nft have been asked about, too. */
    long askedOfNft() {
        return askedOfNft;
    }

    /** Compares; empty when all agree. */
    Optional<Difference> compare(List<Policy> policies, List<byte[]> packets) throws IOException, ProblemException {
        Map<String, Long> expected = simulate(policies, packets);
        PolicySet set = deploy(policies);
        asked += packets.size();
        Map<String, Long> counted = count(packets, sender, rules);
        if (!expected.equals(counted)) {
            return Optional.of(new Difference("the kernel", policies, packets, expected, counted));
        }
        return compareWithNft(
                policies.stream().map(policy -> natives(policy, set)).toList(), packets);
    }

    /** What nft makes of our text, of rules that it can load. */
    private Optional<Difference> compareWithNft(List<Policy> policies, List<byte[]> packets)
            throws IOException, ProblemException {
        if (policies.stream().mapToInt(policy -> policy.rules().size()).sum() == 1) {
            return Optional.empty(); // nothing but the rule that counts all packets
        }
        Map<String, Long> expected = simulate(policies, packets);
        secondRules.remove();
        second.load(compile(policies).nft());
        askedOfNft += packets.size();
        Map<String, Long> counted = count(packets, secondSender, secondRules);
        return expected.equals(counted)
                ? Optional.empty()
                : Optional.of(new Difference("the kernel by nft", policies, packets, expected, counted));
    }

    /** The same policy with only the rules that need no program. */
    private static Policy natives(Policy policy, PolicySet set) {
        return set.all().stream()
                .filter(compilation -> compilation.policy().name().equals(policy.name()))
                .findFirst()
                .map(compilation -> policy.withRules(compilation.rules().stream()
                        .filter(rule -> rule.ebpfConditions() == 0)
                        .map(CompiledRule::source)
                        .toList()))
                .orElse(policy); // a group that nothing leads to
    }

    private Map<String, Long> simulate(List<Policy> policies, List<byte[]> packets) {
        Journey journey =
                Journey.of(Way.TO, hooked(policies), Groups.of(policies), Map.of(LIST, pool), PoolFacts.FACTS);
        if (!journey.problems().isEmpty()) {
            throw new AssertionError(journey.problems().getFirst().text());
        }
        Map<String, Long> met = new TreeMap<>();
        // Rates and limits of random policies are by the day, so that all packets come at the same moment.
        for (byte[] packet : packets) {
            journey.next(Packet.of(packet, new Packet.Surroundings("lo", "", "")), 0).met().stream()
                    .map(Journey.Met::outcome)
                    .flatMap(outcome -> Stream.concat(outcome.counted().stream(), outcome.decidedBy().stream()))
                    .forEach(rule -> met.merge(rule.name(), 1L, Long::sum));
        }
        return met;
    }

    private PolicySet compile(List<Policy> policies) {
        ListContent content = new ListContent(LIST, file.digest(), pool.count());
        Groups groups = Groups.of(policies);
        Function<Policy, Compilation> compiled =
                policy -> Compiler.compile(policy, groups, Map.of(LIST, Optional.of(content)), PoolFacts.tables());
        List<Policy> hooked = hooked(policies);
        PolicySet set = new PolicySet(
                hooked.stream().map(compiled).toList(),
                groups.reached(hooked).stream().map(compiled).toList());
        if (!set.deployable()) {
            throw new AssertionError(set.problems().getFirst().text());
        }
        return set;
    }

    private static List<Policy> hooked(List<Policy> policies) {
        return policies.stream().filter(policy -> !policy.isGroup()).toList();
    }

    private PolicySet deploy(List<Policy> policies) throws IOException, ProblemException {
        PolicySet set = compile(policies);
        for (ListContent list : set.lists()) {
            lists.ensure(
                    list,
                    list.digest().equals(file.digest()) ? file::ranges : PoolFacts.file(list)::data,
                    progress -> {});
        }
        for (ProgramContent program : set.programs()) {
            programs.ensure(program, Place.namespace(namespace.name()));
        }
        var ruleset = set.ruleset(namespace.name());
        Stamp stamp = new Stamp(ruleset.digest(), ruleset.policy(), "conformance", 0);
        rules.commit(RulesetEncoder.encode(ruleset, stamp, this::pin), rules.generation());
        // Earlier policies' programs are of no use any more; what a rule holds lives on without a pin.
        if (Bpffs.pins(pins).size() > MOST_PINS) {
            programs.collect(Set.of());
        }
        return set;
    }

    private String pin(Condition condition) {
        return condition instanceof Condition.InList list
                ? lists.pin(list)
                : programs.pin(((Condition.Program) condition).program());
    }

    private static Map<String, Long> count(List<byte[]> packets, LoopbackSender sender, NamespaceRules rules)
            throws IOException, ProblemException {
        for (byte[] packet : packets) {
            sender.send(packet, Math.floorMod(Arrays.hashCode(packet), TAGGED) == 0);
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Map<String, Long> counted = new LinkedHashMap<>();
            for (RuleState rule : rules.read(false).rules()) {
                if (rule.packets() > 0) {
                    counted.put(rule.name(), rule.packets()); // parts of a rule have one counter
                }
            }
            boolean complete = counted.getOrDefault(PolicyGenerator.ALL, 0L) >= packets.size();
            if (complete || System.nanoTime() > deadline) {
                return counted;
            }
            Thread.onSpinWait();
        }
    }

    /** Whoever interrupts a long run leaves nothing behind. */
    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("Could not remove " + namespace.name() + ": " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        sender.close();
        secondSender.close();
        rules.close();
        secondRules.close();
        namespace.close();
        second.close();
        removePins(pins);
    }

    private static void removePins(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path pin : Bpffs.pins(folder)) {
                Files.delete(pin);
            }
            Files.delete(folder);
        }
    }
}
