package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListKind;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.test.MemoryGroup;
import org.firewright.test.RequiresRoot;
import org.firewright.test.bench.Frame;
import org.firewright.test.bench.FrameFlood;
import org.firewright.test.bench.VethPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel has no memory for a list's next version: the version before stays in force, whole, and nothing is left. */
@Tag("kernel")
@RequiresRoot
class ListExhaustedTest {
    private static final int LISTED = 0x1000_0001;
    private static final int STRANGER = 0x1000_0003;
    private static final int NEXT_RANGES = 400_000;

    /** More than programs need, less than the next version's ranges. */
    private static final long TOO_LITTLE = 1 << 20;

    private static final AddressRanges BEFORE = new AddressRanges(new int[] {LISTED, LISTED}, new long[0]);

    @RegisterExtension
    final PinFolder folder = new PinFolder();

    @ParameterizedTest
    @EnumSource
    void withoutMemoryTheVersionBeforeStaysInForce(Matchers matchers) throws Exception {
        assumeTrue(MemoryGroup.isPossible(), "needs memory control groups of version 1, which know single threads");
        ListStore store = matchers.store(folder.path());
        AddressRanges next = RandomLists.crowded(NEXT_RANGES, 1, false);
        ListContent content = new ListContent(
                "next",
                SampleLists.content("next", next).digest(),
                next.count(),
                matchers == Matchers.TABLE ? ListKind.TABLE : ListKind.TRIE);
        try (VethPath path = VethPath.make("full");
                NamespaceRules rules = NamespaceRules.open(
                        path.receiver().name(), path.receiver().file());
                FrameFlood flood = path.flood(List.of(Frame.v4(LISTED), Frame.v4(STRANGER)))) {
            Condition.InList listed = enforce(store, rules, path);
            List<String> pins = folder.names();
            flood.round();
            assertThat(dropped(rules)).isEqualTo(1);

            try (MemoryGroup group = MemoryGroup.enter()) {
                group.allowOnly(TOO_LITTLE);
                assertThatThrownBy(() -> store.ensure(content, () -> next, step -> {}))
                        .isInstanceOfSatisfying(ProblemException.class, e -> {
                            assertThat(e.problem().kind()).isEqualTo(Problem.Kind.REFUSED);
                            assertThat(e.problem().sentence()).contains("no memory for the", "ranges of list next");
                        });
                group.allowEverything();
            }
            // The small map of the other family may have been pinned before; it is whole, and nobody's.
            store.collect(Set.of(store.pin(listed)));
            assertThat(folder.names()).isEqualTo(pins);
            flood.round();
            assertThat(dropped(rules)).isEqualTo(2);
            assertThat(store.holds(content)).isFalse();
            try (BpfProgram program = BpfProgram.open(Path.of(store.pin(listed)))) {
                assertThat(program.test(Frames.v4(LISTED, 1))).isEqualTo(1);
                assertThat(program.test(Frames.v4(STRANGER, 1))).isZero();
            }

            assertThat(store.ensure(content, () -> next, step -> {}).loaded()).isTrue();
        }
    }

    private static Condition.InList enforce(ListStore store, NamespaceRules rules, VethPath path) throws Exception {
        ListContent content = SampleLists.content("before", BEFORE);
        store.ensure(content, () -> BEFORE, step -> {});
        Condition.InList listed = new Condition.InList(Condition.Direction.SOURCE, content.digest(), false);
        Rule rule = new Rule("listed", 1, "Listed", List.of(listed), Verdict.DROP);
        Chain chain = new Chain("prerouting", Hook.PREROUTING, -300, Verdict.ACCEPT, List.of(rule));
        Ruleset ruleset = new Ruleset(path.receiver().name(), "full", "", List.of(chain));
        rules.commit(
                RulesetEncoder.encode(ruleset, new Stamp("", "full", "full", 0), condition -> store.pin(listed)),
                rules.generation());
        return listed;
    }

    private static long dropped(NamespaceRules rules) throws ProblemException {
        return rules.read(false).rules().getFirst().packets();
    }
}
