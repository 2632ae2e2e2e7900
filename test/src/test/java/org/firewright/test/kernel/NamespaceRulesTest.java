package org.firewright.test.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.firewright.test.kernel.Samples.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.Numbers;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.nftables.Batch;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.agent.nftables.TableState;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@RequiresRoot
class NamespaceRulesTest {
    private static final String MISSING = "/sys/fs/bpf/fwt-kernel-not-there";

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("kernel");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    private NamespaceCounters counters() throws ProblemException {
        CounterReader reader = rules.counters();
        assertThat(reader.read()).isFalse();
        return reader.whole();
    }

    @Test
    void emptyNamespaceHasNoTableOfOurs() throws Exception {
        TableState state = rules.read(true);

        assertThat(state.stamp()).isNull();
        assertThat(state.rules()).isEmpty();
        assertThat(state.others()).isEmpty();
        assertThat(state.text()).isNull();
        assertThat(counters().digest()).isEmpty();
        assertThat(rules.remove()).isFalse();
    }

    @Test
    void readsBackWhatWasDeployed() throws Exception {
        namespace.load("table ip theirs { }\ntable bridge others { }\n");
        try (PinnedProgram program = PinnedProgram.returning(1)) {
            commit(program.path(), rule(1, Verdict.DROP, UDP, is(PORT, port(7)), LISTED), rule(2, Verdict.COUNT));

            TableState state = rules.read(false);

            assertThat(state.generation()).isEqualTo(rules.generation());
            assertThat(state.stamp()).isEqualTo(STAMP);
            assertThat(state.others()).containsExactlyInAnyOrder("ip theirs", "bridge others");
            assertThat(state.rules())
                    .extracting(RuleState::id, RuleState::name, RuleState::chain, RuleState::pins)
                    .containsExactly(
                            tuple("id-1", "Rule 1", "output", List.of(program.path())),
                            tuple("id-2", "Rule 2", "output", List.of()));
        }
    }

    @Test
    void nativeAndProgramMatchesDecideAndCountTogether() throws Exception {
        try (PinnedProgram all = PinnedProgram.returning(-1);
                PinnedProgram none = PinnedProgram.returning(0)) {
            Rule drops = rule(1, Verdict.DROP, UDP, is(PORT, port(4001)), LISTED);
            Rule counts = rule(2, Verdict.COUNT, UDP, is(PORT, port(4001), port(4002)));

            commit(all.path(), drops, counts);
            assertThat(send(4001)).isFalse();
            assertThat(send(4002)).isTrue();
            assertThat(counters().rules())
                    .containsExactly(new RuleCounter("id-1", 1, 33), new RuleCounter("id-2", 1, 33));

            commit(none.path(), drops, counts);
            assertThat(send(4001)).isTrue();
            assertThat(counters().rules())
                    .containsExactly(new RuleCounter("id-1", 0, 0), new RuleCounter("id-2", 1, 33));
        }
    }

    @Test
    void aReaderTellsWhatHasMovedUntilTheRulesChange() throws Exception {
        CounterReader reader = rules.counters();
        assertThat(reader.read()).isFalse();
        assertThat(reader.read()).isTrue();
        commit("", rule(1, Verdict.COUNT, UDP, is(PORT, port(4001))), rule(2, Verdict.DROP, UDP, is(PORT, port(4002))));
        assertThat(reader.read()).isFalse();
        assertThat(reader.whole().digest()).isEqualTo(STAMP.digest());
        assertThat(reader.read()).isTrue();
        assertThat(reader.moved().rules()).isEqualTo(Numbers.of());

        send(4002);
        send(4002);
        assertThat(reader.read()).isTrue();
        assertThat(reader.moved())
                .isEqualTo(new MovedCounters(namespace.name(), Numbers.of(1, 1), Numbers.of(2), Numbers.of(66)));
        assertThat(reader.whole().rules())
                .containsExactly(new RuleCounter("id-1", 0, 0), new RuleCounter("id-2", 2, 66));

        namespace.nft("insert", "rule", "inet", "firewright", "output", "counter");
        assertThat(reader.read()).isFalse();
        assertThat(reader.whole().rules()).hasSize(3);
        send(4001);
        assertThat(reader.read()).isTrue();
        assertThat(reader.moved().rules()).isEqualTo(Numbers.of(0, 2));
        namespace.nft("flush", "ruleset");
        assertThat(reader.read()).isFalse();
        assertThat(reader.whole().rules()).isEmpty();
    }

    @Test
    void countersTellTheDigestThatTheyBelongTo() throws Exception {
        commit("", rule(1, Verdict.ACCEPT));

        assertThat(counters().digest()).isEqualTo(STAMP.digest());
    }

    @Test
    void deployingAgainReplacesAndRemovingLeavesOthersAlone() throws Exception {
        namespace.load("table inet theirs {\n chain c {\n tcp dport 22 accept\n }\n}\n");
        String theirs = namespace.nft("list", "ruleset");

        commit("", rule(1, Verdict.DROP, TCP, is(PORT, port(1), port(2))), rule(2, Verdict.DROP));
        commit("", rule(3, Verdict.ACCEPT));
        assertThat(rules.read(false).rules()).extracting(RuleState::id).containsExactly("id-3");

        assertThat(rules.remove()).isTrue();
        assertThat(namespace.nft("list", "ruleset")).isEqualTo(theirs);
    }

    @Test
    void tableMadeByHandHasAnEmptyStamp() throws Exception {
        namespace.load("table inet firewright {\n chain c {\n counter accept comment \"mine\"\n }\n}\n");

        TableState state = rules.read(false);

        assertThat(state.stamp()).isEqualTo(new Stamp("", "", "", 0));
        assertThat(state.rules()).extracting(RuleState::id, RuleState::name).containsExactly(tuple("", "mine"));
    }

    @Test
    void commitAgainstChangedRulesIsAConflictAndChangesNothing() throws Exception {
        long seen = rules.generation();
        namespace.load("table ip theirs { }\n");
        String before = namespace.nft("list", "ruleset");

        assertThatThrownBy(() -> rules.commit(encode("", rule(1, Verdict.DROP)), seen))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONFLICT);
                    assertThat(e.problem().place()).isEqualTo(Place.namespace(namespace.name()));
                });
        assertThat(namespace.nft("list", "ruleset")).isEqualTo(before);
    }

    @Test
    void dryRunChangesNothing() throws Exception {
        long before = rules.generation();

        assertThat(rules.dryRun(encode("", rule(1, Verdict.DROP, TCP, is(PORT, port(1), port(2)))), before))
                .isEmpty();

        assertThat(rules.generation()).isEqualTo(before);
        assertThat(namespace.nft("list", "ruleset")).isEmpty();
    }

    @Test
    void everyErrorNamesItsRuleAndCondition() throws Exception {
        try (PinnedProgram program = PinnedProgram.returning(1)) {
            Rule good = rule(1, Verdict.DROP, TCP, LISTED);
            Rule missing = rule(3, Verdict.DROP, UDP, is(PORT, port(1), port(2)), LISTED);
            Rule overlapping = rule(
                    5,
                    Verdict.DROP,
                    IPV4,
                    together(
                            List.of(SOURCE, DESTINATION),
                            new Interval("0a00000000000000", "0aff000000000000"),
                            new Interval("0a80000000000000", "0b00000000000000")));
            Batch batch = RulesetEncoder.encode(
                    ruleset(namespace.name(), rule(2, Verdict.DROP, LISTED), missing, good, overlapping),
                    STAMP,
                    pins(program.path(), MISSING, program.path()));

            List<Problem> problems = rules.dryRun(batch, rules.generation());

            assertThat(problems)
                    .extracting(problem -> problem.place().text(), Problem::kind)
                    .containsExactly(
                            tuple(namespace.name() + ", rule 3 (Rule 3), condition 3", Problem.Kind.NOT_FOUND),
                            tuple(namespace.name() + ", rule 5 (Rule 5), condition 2", Problem.Kind.REFUSED));
            assertThat(problems.getFirst().sentence()).contains(MISSING);
            assertThat(problems.getLast().sentence()).contains("overlap");
        }
    }

    @Test
    void pinThatIsNoProgramAndPathOutsideBpffsAreToldApart() throws Exception {
        assertThat(rules.dryRun(encode("/etc/hostname", rule(1, Verdict.DROP, TCP, LISTED)), rules.generation()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().condition()).isEqualTo(2);
                    assertThat(problem.sentence()).contains("is not in a bpf file system");
                });
    }

    @Test
    void tenThousandRulesWithAThousandErrorsGoInOneBatch() throws Exception {
        try (PinnedProgram program = PinnedProgram.returning(1)) {
            List<Rule> many = new ArrayList<>();
            IntStream.rangeClosed(1, 10_000)
                    .forEach(number -> many.add(rule(number, Verdict.COUNT, TCP, is(PORT, ports(number)), LISTED)));
            rules.commit(
                    RulesetEncoder.encode(ruleset(namespace.name(), many), STAMP, list -> program.path()),
                    rules.generation());

            assertThat(rules.read(false).rules())
                    .hasSize(10_000)
                    .last()
                    .satisfies(rule -> assertThat(rule.id()).isEqualTo("id-10000"));

            int[] calls = {0};
            Batch faulty = RulesetEncoder.encode(
                    ruleset(namespace.name(), many), STAMP, list -> calls[0]++ % 10 == 0 ? MISSING : program.path());
            assertThat(rules.dryRun(faulty, rules.generation()))
                    .hasSize(1000)
                    .allSatisfy(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        }
    }

    @Test
    void hundredThousandValuesOfOneConditionAreOneSet() throws Exception {
        String[] addresses = IntStream.range(0, 100_000)
                .mapToObj(i -> HexFormat.of().toHexDigits(0x0a000000 + 16 * i) + "-"
                        + HexFormat.of().toHexDigits(0x0a000000 + 16 * i + 7))
                .toArray(String[]::new);

        commit("", rule(1, Verdict.COUNT, IPV4, is(SOURCE, addresses)));

        assertThat(namespace.nft("list", "ruleset")).contains("10.0.0.0/29, 10.0.0.16/29", "10.24.105.240/29 }");
    }

    @Test
    void ownNamespaceNeedsNoFile() throws Exception {
        NetworkNamespace.visit(namespace.file(), () -> {
            try (NamespaceRules own = NamespaceRules.open("root", null)) {
                own.commit(encode("", rule(1, Verdict.ACCEPT)), own.generation());
            } catch (ProblemException e) {
                throw new IOException(e);
            }
            return null;
        });

        assertThat(rules.read(false).rules()).hasSize(1);
    }

    @Test
    void missingNamespaceIsNotFound() {
        assertThatThrownBy(() -> NamespaceRules.open("ghost", Path.of("/run/netns/fwt-kernel-ghost")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    /** One port, in every tenth rule a set of two. */
    private static String[] ports(int number) {
        return number % 10 == 0 ? new String[] {port(number), port(number + 1)} : new String[] {port(number)};
    }

    private void commit(String pin, Rule... deployed) throws ProblemException {
        rules.commit(encode(pin, deployed), rules.generation());
    }

    private Batch encode(String pin, Rule... deployed) throws ProblemException {
        return RulesetEncoder.encode(ruleset(namespace.name(), deployed), STAMP, list -> pin);
    }

    private static Function<Condition, String> pins(String... paths) {
        Iterator<String> next = List.of(paths).iterator();
        return list -> next.next();
    }

    /** Sends five bytes to a port of the namespace's loopback; whether they arrived. */
    private boolean send(int port) throws Exception {
        return NetworkNamespace.visit(namespace.file(), () -> {
            try (DatagramChannel receiver = DatagramChannel.open();
                    DatagramChannel sender = DatagramChannel.open()) {
                InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                receiver.bind(address).configureBlocking(false);
                try {
                    sender.send(ByteBuffer.allocate(5), address);
                } catch (IOException e) {
                    return false; // EPERM: dropped on its way out
                }
                return receiver.receive(ByteBuffer.allocate(5)) != null;
            }
        });
    }
}
