package org.firewright.test.kernel;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.firewright.test.kernel.Samples.PORT;
import static org.firewright.test.kernel.Samples.STAMP;
import static org.firewright.test.kernel.Samples.TCP;
import static org.firewright.test.kernel.Samples.UDP;
import static org.firewright.test.kernel.Samples.is;
import static org.firewright.test.kernel.Samples.port;
import static org.firewright.test.kernel.Samples.ruleset;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.nftables.Batch;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.agent.nftables.TriedBatch;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ruleset that is changed where it lies: what stays goes on counting, and the result is what a new one would be. */
@Tag("kernel")
@RequiresRoot
class UpdateTest {
    private static final int RULES = 1_000;
    private static final int DEPLOYMENTS = 20;

    /** The rule that packets meet. */
    private static final int WATCHED = RULES / 2;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("kernel");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @Test
    void noPacketIsLostFromTheCountAcrossDeployments() throws Exception {
        List<Rule> wanted = new ArrayList<>();
        for (int number = 1; number <= RULES; number++) {
            wanted.add(rule(number, Verdict.COUNT));
        }
        deploy(wanted);
        Map<String, Long> handles = handles();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong sent = new AtomicLong();
        AtomicReference<Throwable> fault = new AtomicReference<>();
        Thread sender = Thread.ofPlatform().start(() -> send(done, sent, fault));
        Thread poller = Thread.ofPlatform().start(() -> poll(done, fault));
        try {
            for (int i = 1; i <= DEPLOYMENTS; i++) {
                int changed = i * (RULES / DEPLOYMENTS) - 1;
                changed = changed == WATCHED - 1 ? changed + 1 : changed;
                wanted.set(changed, rule(changed + 1, i % 2 == 0 ? Verdict.DROP : Verdict.ACCEPT));
                int before = deploy(wanted);
                assertThat(before).as("messages of deployment " + i).isLessThan(10);
                move(wanted, i % 2 == 0 ? 2 : -2); // past two that stay, so that it is this one that is made anew
                before = deploy(wanted);
                assertThat(before).as("messages of move " + i).isLessThan(10);
                long until = sent.get() + 100;
                while (sent.get() < until && fault.get() == null) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            done.set(true);
            sender.join();
            poller.join();
        }

        assertThat(fault.get()).isNull();
        assertThat(sent.get()).isGreaterThanOrEqualTo(100L * DEPLOYMENTS);
        assertThat(rules.read(false).rules())
                .filteredOn(rule -> rule.id().equals("id-" + WATCHED))
                .extracting(RuleState::packets)
                .containsExactly(sent.get());
        assertThat(handles().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(handles.get(entry.getKey())))
                        .count())
                .isEqualTo(RULES - DEPLOYMENTS - 1); // and the watched one
    }

    @Test
    void aMovedRuleCountsOn() throws Exception {
        List<Rule> wanted = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            wanted.add(rule(number, Verdict.COUNT));
        }
        deploy(wanted);
        for (int number = 1; number <= 5; number++) {
            send(number, 10 * number);
        }
        wanted.addFirst(wanted.remove(3));
        wanted.add(wanted.remove(1));
        wanted.set(1, rule(2, Verdict.DROP));

        deploy(wanted);
        send(4, 1);
        send(1, 1);

        assertThat(rules.read(false).rules())
                .extracting(RuleState::id, RuleState::packets)
                .containsExactly(
                        tuple("id-4", 41L),
                        tuple("id-2", 0L),
                        tuple("id-3", 30L),
                        tuple("id-5", 50L),
                        tuple("id-1", 11L));
    }

    @Test
    void whateverChangesTheResultIsWhatANewOneWouldBe() throws Exception {
        Random random = new Random(7);
        List<Rule> wanted = new ArrayList<>();
        int next = 0;
        try (ScratchRules fresh = ScratchRules.make("kernel")) {
            for (int round = 0; round < 60; round++) {
                for (int change = random.nextInt(6); change >= 0; change--) {
                    int at = random.nextInt(wanted.size() + 1);
                    switch (wanted.isEmpty() ? 0 : random.nextInt(4)) {
                        case 0 -> wanted.add(at, rule(++next, Verdict.COUNT));
                        case 1 -> wanted.remove(at % wanted.size());
                        case 2 -> wanted.add(at % wanted.size(), wanted.remove(random.nextInt(wanted.size())));
                        default -> wanted.set(at % wanted.size(), several(++next));
                    }
                }
                Verdict end = round % 3 == 0 ? Verdict.DROP : Verdict.ACCEPT;
                Map<String, Long> before = handles();

                rules.commit(update(wanted, end), rules.generation());
                replace(fresh, wanted, end);

                assertThat(listing(namespace)).isEqualTo(listing(fresh.namespace()));
                assertThat(rules.read(false).stamp()).isEqualTo(STAMP);
                assertThat(handles().values().stream()
                                .filter(before::containsValue)
                                .count())
                        .as("rules that stayed in round " + round)
                        .isGreaterThanOrEqualTo(Math.max(0, Math.min(before.size(), wanted.size()) - 12));
            }
        }
    }

    @Test
    void whatOthersPutIntoOurTableGoes() throws Exception {
        List<Rule> wanted = List.of(rule(1, Verdict.COUNT), several(2));
        deploy(wanted);
        List<String> clean = listing(namespace);
        for (String addition : List.of(
                "add rule inet firewright output tcp dport { 1, 2 } drop",
                "insert rule inet firewright output accept",
                "add chain inet firewright mine; add rule inet firewright output jump mine",
                "add set inet firewright names { type ipv4_addr; }",
                "add counter inet firewright hits; add rule inet firewright output counter name hits",
                "add rule inet firewright output counter name Rule_1_id-1 drop",
                "add quota inet firewright some { over 1 mbytes }",
                "delete rule inet firewright output handle " + handles().get("id-2")
                        + "; delete counter inet firewright rule_id-2; add counter inet firewright rule_id-2 { packets 5 bytes 500 }",
                "add chain inet firewright more { type filter hook input priority 0; }",
                "delete chain inet firewright deployed",
                "flush chain inet firewright output")) {
            namespace.load(addition + "\n");
            assertThat(listing(namespace)).isNotEqualTo(clean);

            deploy(wanted);

            assertThat(listing(namespace)).as(addition).isEqualTo(clean);
        }
    }

    @Test
    void anUpdateOfWhatIsNoMoreThereIsAConflict() throws Exception {
        deploy(List.of(rule(1, Verdict.COUNT), rule(2, Verdict.COUNT)));
        long seen = rules.generation();
        Batch batch = update(List.of(rule(2, Verdict.COUNT), rule(3, Verdict.DROP)), Verdict.ACCEPT);
        namespace.load("flush chain inet firewright output\n");
        String before = namespace.nft("list", "ruleset");

        assertThat(rules.dryRun(batch, seen)).extracting(Problem::kind).containsExactly(Problem.Kind.CONFLICT);
        assertThatThrownBy(() -> rules.commit(batch, seen))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONFLICT));

        assertThat(namespace.nft("list", "ruleset")).isEqualTo(before);
    }

    @Test
    void whatWasTriedIsAppliedLaterWithAnotherStampButOnlyToWhatItWasTriedOn() throws Exception {
        deploy(List.of(rule(1, Verdict.COUNT)));
        Batch batch = update(List.of(rule(1, Verdict.COUNT), several(2)), Verdict.DROP);
        TriedBatch tried = batch.tried(rules.generation());
        assertThat(rules.dryRun(batch, rules.generation())).isEmpty();
        Stamp later = new Stamp(STAMP.digest(), "other", "eve@desk", 7);

        assertThat(rules.commit(tried, later)).isTrue();

        assertThat(rules.read(false).stamp()).isEqualTo(later);
        List<String> applied = listing(namespace);
        try (ScratchRules fresh = ScratchRules.make("kernel")) {
            List<Rule> wanted = List.of(rule(1, Verdict.COUNT), several(2));
            replace(fresh, wanted, Verdict.DROP);
            assertThat(applied).isEqualTo(listing(fresh.namespace()));
        }
        assertThat(rules.commit(tried, STAMP)).isFalse();
        assertThat(listing(namespace)).isEqualTo(applied);
        assertThat(rules.read(false).stamp()).isEqualTo(later);
    }

    @Test
    void everyErrorOfAnUpdateNamesItsRuleAndConditionAndChangesNothing() throws Exception {
        deploy(List.of(rule(2, Verdict.COUNT)));
        String before = namespace.nft("list", "ruleset");
        String missing = "/sys/fs/bpf/fwt-kernel-not-there";
        List<Rule> wanted = List.of(
                Samples.rule(1, Verdict.DROP, TCP, Samples.LISTED),
                rule(2, Verdict.COUNT),
                Samples.rule(3, Verdict.DROP, UDP, is(PORT, port(1), port(2)), Samples.LISTED, TCP),
                Samples.rule(4, Verdict.DROP, Samples.LISTED));
        Batch batch = RulesetEncoder.update(
                ruleset(namespace.name(), wanted, Verdict.ACCEPT), STAMP, list -> missing, rules.own());

        assertThat(rules.dryRun(batch, rules.generation()))
                .extracting(
                        problem -> problem.place().rule(),
                        problem -> problem.place().condition())
                .containsExactly(tuple(1, 2), tuple(3, 3), tuple(4, 1));
        assertThatThrownBy(() -> rules.commit(batch, rules.generation())).isInstanceOf(ProblemException.class);
        assertThat(namespace.nft("list", "ruleset")).isEqualTo(before);
    }

    /** What nft lists; counters, which it lists first, in the order of their names. */
    private static List<String> listing(ScratchNamespace of) {
        List<String> blocks = new ArrayList<>(
                List.of(of.nft("list", "ruleset").replaceFirst("\\{\n", "{\n\n").split("\n\n")));
        blocks.sort(Comparator.comparing(block -> block.startsWith("\tcounter") ? block : ""));
        return blocks;
    }

    private void send(int port, int count) throws IOException {
        try (DatagramSocket socket = NetworkNamespace.visit(namespace.file(), DatagramSocket::new)) {
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port));
            }
        }
    }

    /** Sends packets that only the watched rule counts. */
    private void send(AtomicBoolean done, AtomicLong sent, AtomicReference<Throwable> fault) {
        try (DatagramSocket socket = NetworkNamespace.visit(namespace.file(), DatagramSocket::new)) {
            DatagramPacket packet = new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), WATCHED);
            while (!done.get()) {
                socket.send(packet);
                sent.incrementAndGet();
            }
        } catch (IOException | RuntimeException e) {
            fault.set(e);
        }
    }

    /** Looks on from beside: what stays must never count backwards. */
    private void poll(AtomicBoolean done, AtomicReference<Throwable> fault) {
        try (NamespaceRules beside = NamespaceRules.open(namespace.name(), namespace.file())) {
            Map<Long, Long> last = new HashMap<>();
            while (!done.get() && fault.get() == null) {
                for (RuleState rule : beside.read(false).rules()) {
                    Long before = last.put(rule.handle(), rule.packets());
                    if (before != null && rule.packets() < before) {
                        throw new AssertionError(rule + " had counted " + before);
                    }
                }
            }
        } catch (ProblemException | RuntimeException | AssertionError e) {
            fault.set(e);
        }
    }

    /** Deploys, and tells how many changes that took. */
    private int deploy(List<Rule> wanted) throws ProblemException {
        Batch batch = update(wanted, Verdict.ACCEPT);
        rules.commit(batch, rules.generation());
        return batch.messageCount();
    }

    /** Deploys anew, whatever there was. */
    private static void replace(ScratchRules fresh, List<Rule> wanted, Verdict end) throws ProblemException {
        Ruleset ruleset = ruleset(fresh.namespace().name(), wanted, end);
        NamespaceRules there = fresh.rules();
        there.commit(RulesetEncoder.encode(ruleset, STAMP, list -> ""), there.generation());
    }

    private Batch update(List<Rule> wanted, Verdict end) throws ProblemException {
        return RulesetEncoder.update(ruleset(namespace.name(), wanted, end), STAMP, list -> "", rules.own());
    }

    /** Moves the watched rule by so many places. */
    private static void move(List<Rule> wanted, int by) {
        for (int at = 0; at < wanted.size(); at++) {
            if (wanted.get(at).number() == WATCHED) {
                wanted.add(at + by, wanted.remove(at));
                return;
            }
        }
    }

    private Map<String, Long> handles() throws ProblemException {
        return rules.read(false).rules().stream().collect(toMap(RuleState::id, RuleState::handle));
    }

    private static Rule rule(int number, Verdict verdict) {
        return Samples.rule(number, verdict, UDP, is(PORT, port(number)));
    }

    private static Rule several(int number) {
        Condition ports = is(PORT, port(number), port(number + 2), "1000-1fff");
        return new Rule("id-" + number, number, "", List.of(UDP, ports), Verdict.ACCEPT);
    }
}
