package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.iplist.RangeCollector;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.bench.Frame;
import org.firewright.test.bench.FrameFlood;
import org.firewright.test.bench.VethPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A list is changed again and again while traffic flows: of the addresses that are in every version none is treated as a
 * stranger for a moment, and none that is in no version as listed. Updates that fail in between change nothing.
 */
@Tag("kernel")
@RequiresRoot
class ListStormTest {
    private static final long PACKETS = 1_000_000;
    private static final int UPDATES = 30;
    private static final int OTHER_RULES = 20;
    private static final int FRAMES = 2_048;
    private static final int STEADY = 20_000;
    private static final int CHANGING = 20_000;
    private static final Pattern COUNTER = Pattern.compile("counter (\\w+) \\{\\s*packets (\\d+)");

    /** Counts what arrives before our rules see it, and what they let through. */
    private static final String WATCH = """
            table inet watch {
              counter arrived { }
              counter listed { }
              counter strangers { }
              chain before { type filter hook prerouting priority -310; counter name arrived; }
              chain behind {
                type filter hook prerouting priority -290;
                ip saddr 16.0.0.0/4 counter name listed
                ip saddr 192.0.0.0/4 counter name strangers
              }
            }
            """;

    /** What a rule does with listed addresses, and the chain with all others. */
    enum Use {
        BLOCK(Verdict.DROP, Verdict.ACCEPT),
        ALLOW(Verdict.ACCEPT, Verdict.DROP);

        private final Verdict listed;
        private final Verdict others;

        Use(Verdict listed, Verdict others) {
            this.listed = listed;
            this.others = others;
        }
    }

    @RegisterExtension
    final PinFolder folder = new PinFolder();

    @ParameterizedTest
    @EnumSource
    void nobodyIsMistakenWhileAListChanges(Use use) throws Exception {
        ListStore store = Matchers.TABLE.store(folder.path());
        try (VethPath path = VethPath.make("storm");
                NamespaceRules rules = NamespaceRules.open(
                        path.receiver().name(), path.receiver().file());
                FrameFlood flood = path.flood(frames());
                ExecutorService sender = Executors.newSingleThreadExecutor()) {
            put(store, rules, path.receiver(), version(0), use);
            path.receiver().load(WATCH);
            AtomicBoolean enough = new AtomicBoolean();
            Future<Long> sending = sender.submit(() -> flood(flood, enough));
            int updates = 0;
            while (updates < UPDATES || count(path.receiver(), "arrived") < PACKETS) {
                assertThat(sending.isDone()).as("the flood goes on").isFalse();
                put(store, rules, path.receiver(), version(++updates), use);
                if (updates % 5 == 0) {
                    failToUpdate(store, rules, path.receiver(), use);
                }
            }
            enough.set(true);
            long sent = sending.get();
            long arrived = count(path.receiver(), "arrived");
            assertThat(arrived).isEqualTo(sent).isGreaterThanOrEqualTo(PACKETS);
            assertThat(count(path.receiver(), "listed"))
                    .as("listed packets that passed, of %,d in %d updates", arrived / 2, updates)
                    .isEqualTo(use == Use.BLOCK ? 0 : arrived / 2);
            assertThat(count(path.receiver(), "strangers"))
                    .as("packets of strangers that passed")
                    .isEqualTo(use == Use.BLOCK ? arrived / 2 : 0);
        }
    }

    private static long flood(FrameFlood flood, AtomicBoolean enough) throws Exception {
        long sent = 0;
        while (!enough.get()) {
            flood.round();
            sent += FRAMES;
        }
        return sent;
    }

    /** Loads a version, puts it in force, and frees the one before. */
    private static void put(
            ListStore store, NamespaceRules rules, ScratchNamespace namespace, AddressRanges version, Use use)
            throws Exception {
        ListContent list = SampleLists.content("storm", version);
        store.ensure(list, () -> version, step -> {});
        Condition.InList listed = listed(list);
        Ruleset ruleset = ruleset(namespace, use, listed);
        rules.commit(
                RulesetEncoder.encode(ruleset, stamp(), condition -> store.pin((Condition.InList) condition)),
                rules.generation());
        store.collect(Set.of(store.pin(listed)));
    }

    /** A content that cannot be read, and a rule whose program is not there: both are refused as a whole. */
    private void failToUpdate(ListStore store, NamespaceRules rules, ScratchNamespace namespace, Use use)
            throws Exception {
        List<String> pins = folder.names();
        AddressRanges never = new AddressRanges(new int[] {0x7f000001, 0x7f000001}, new long[0]);
        ListContent lost = SampleLists.content("lost", never);
        assertThatThrownBy(() -> store.ensure(
                        lost,
                        () -> {
                            throw new IOException("cut off");
                        },
                        step -> {}))
                .hasMessage("cut off");
        Ruleset ruleset = ruleset(namespace, use, listed(lost));
        long generation = rules.generation();
        assertThatThrownBy(() -> rules.commit(
                        RulesetEncoder.encode(ruleset, stamp(), condition -> store.pin((Condition.InList) condition)),
                        generation))
                .isInstanceOf(ProblemException.class);
        assertThat(rules.generation()).isEqualTo(generation);
        assertThat(folder.names()).isEqualTo(pins);
    }

    private static Ruleset ruleset(ScratchNamespace namespace, Use use, Condition condition) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 1; i <= OTHER_RULES; i++) {
            rules.add(new Rule("other-" + i, i, "Other", List.of(), Verdict.COUNT));
        }
        rules.add(new Rule("listed", OTHER_RULES + 1, "Listed", List.of(condition), use.listed));
        Chain chain = new Chain("prerouting", Hook.PREROUTING, -300, use.others, rules);
        return new Ruleset(namespace.name(), "storm", "", List.of(chain));
    }

    private static Condition.InList listed(ListContent list) {
        return new Condition.InList(Condition.Direction.SOURCE, list.digest(), false);
    }

    private static Stamp stamp() {
        return new Stamp("", "storm", "storm", 0);
    }

    /** 16.0.0.0/4 in part and always the same, and of 64.0.0.0/3 something else in each version. */
    private static AddressRanges version(int number) {
        RangeCollector collector = new RangeCollector();
        steady().forEach(address -> collector.addV4(address, address));
        new Random(number)
                .ints(CHANGING, 0x4000_0000, 0x5fff_ffff)
                .forEach(address -> collector.addV4(address, address));
        return collector.ranges();
    }

    private static List<Integer> steady() {
        return new Random(7).ints(STEADY, 0x1000_0000, 0x1fff_ffff).boxed().toList();
    }

    /** Of a listed address and a stranger's in turn. */
    private static List<byte[]> frames() {
        List<Integer> listed = steady();
        Random random = new Random(8);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES / 2; i++) {
            frames.add(Frame.v4(listed.get(i)));
            frames.add(Frame.v4(0xc000_0000 | random.nextInt(0x1000_0000)));
        }
        return frames;
    }

    private static long count(ScratchNamespace namespace, String counter) {
        Matcher matcher = COUNTER.matcher(namespace.nft("list", "counters", "table", "inet", "watch"));
        while (matcher.find()) {
            if (matcher.group(1).equals(counter)) {
                return Long.parseLong(matcher.group(2));
            }
        }
        throw new AssertionError("There is no counter " + counter + ".");
    }
}
