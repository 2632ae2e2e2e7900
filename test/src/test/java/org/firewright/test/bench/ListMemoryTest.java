package org.firewright.test.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.iplist.ListMemory;
import org.firewright.test.MemoryGroup;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.bpf.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the desktop says that a list will take, against what the kernel's own memory grows by, and falls by when it is
 * gone. Of all these measurements the median counts, because the rest of the machine makes single ones larger or smaller.
 * What sets take is charged to who makes them, so that they are measured without the rest of the machine where it can
 * tell; programs of tables and tries are charged to nobody.
 */
@Tag("kernel")
@RequiresRoot
class ListMemoryTest {
    private static final Percentage BAR = Percentage.withPercentage(10);
    private static final int MEASUREMENTS = 5;
    private static int folders;

    /** A way of holding lists, so many lists of them, and how large these are. */
    enum Held {
        SMALL_TABLES,
        LARGE_TABLES,
        SMALL_V6_TABLES,
        LARGE_V6_TABLES,
        SMALL_TRIES,
        V4_TRIES,
        V6_TRIES,
        SMALL_SETS,
        V4_SET,
        LARGEST_V4_SET,
        V6_SET;

        private int lists() {
            return switch (this) {
                case SMALL_TABLES, SMALL_V6_TABLES, SMALL_SETS -> 200;
                case SMALL_TRIES -> 600;
                case LARGE_TABLES, LARGE_V6_TABLES -> 4;
                case V4_TRIES, V6_TRIES, V4_SET, LARGEST_V4_SET, V6_SET -> 1;
            };
        }

        private AddressRanges list(int number) {
            return switch (this) {
                case SMALL_TABLES -> ListData.random4(200 + number);
                case SMALL_V6_TABLES -> ListData.random6(200 + number);
                case SMALL_TRIES -> ListData.random4(20 + number);
                case LARGE_TABLES -> ListData.random4(1_000_000 + number);
                case LARGE_V6_TABLES -> ListData.random6(300_000 + number);
                case V4_TRIES -> ListData.random4(200_000);
                case V6_TRIES -> ListData.random6(100_000);
                case SMALL_SETS -> ListData.random4(100 + number);
                case V4_SET -> ListData.random4(20_000);
                case LARGEST_V4_SET -> ListData.random4(65_536);
                case V6_SET -> ListData.random6(30_000);
            };
        }

        private long forecast(AddressRanges ranges) {
            return switch (this) {
                case SMALL_TABLES, LARGE_TABLES, SMALL_V6_TABLES, LARGE_V6_TABLES -> ListMemory.table(ranges);
                case SMALL_TRIES, V4_TRIES, V6_TRIES -> ListMemory.tries(ranges);
                case SMALL_SETS, V4_SET, LARGEST_V4_SET, V6_SET -> ListMemory.nftSet(ranges);
            };
        }

        private boolean inRules() {
            return switch (this) {
                case SMALL_SETS, V4_SET, LARGEST_V4_SET, V6_SET -> true;
                default -> false;
            };
        }

        private Matchers matchers() {
            return switch (this) {
                case SMALL_TRIES, V4_TRIES, V6_TRIES -> Matchers.TRIE;
                default -> Matchers.TABLE;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void theForecastIsWhatIsThenMeasured(Held held) throws Exception {
        List<BenchList> lists = new ArrayList<>();
        long forecast = 0;
        for (int i = 0; i < held.lists(); i++) {
            AddressRanges ranges = held.list(i);
            forecast += held.forecast(ranges);
            lists.add(BenchList.of(ranges));
        }
        double[] measured = held.inRules() ? inRules(lists) : inMaps(held.matchers(), lists);
        assertThat(LookupTimes.median(measured))
                .as("bytes that the kernel's memory grew and fell by")
                .isCloseTo((double) forecast, BAR);
    }

    private static double[] inMaps(Matchers matchers, List<BenchList> lists) throws Exception {
        double[] changes = new double[2 * MEASUREMENTS];
        for (int i = 0; i < MEASUREMENTS; i++) {
            Path folder = Bpffs.prepare(Bpffs.MOUNT_POINT.resolve(
                    "firewright-memory-" + ProcessHandle.current().pid() + "-" + ++folders));
            long before = KernelMemory.settled();
            try (Subject subject = new StoreSubject(matchers.store(folder), folder)) {
                for (BenchList list : lists) {
                    subject.load(list);
                }
                changes[2 * i] = (double) (KernelMemory.settled() - before);
                before = KernelMemory.settled();
            }
            changes[2 * i + 1] = (double) (before - KernelMemory.settled());
        }
        return changes;
    }

    /** A rule for each list, as the agent makes it. */
    private static double[] inRules(List<BenchList> lists) throws Exception {
        double[] changes = new double[2 * MEASUREMENTS];
        List<Rule> rules = new ArrayList<>();
        for (BenchList list : lists) {
            int number = rules.size() + 1;
            rules.add(new Rule("r" + number, number, "Listed", List.of(listed(list.ranges())), Verdict.COUNT));
        }
        try (ScratchNamespace namespace = ScratchNamespace.make("memory");
                NamespaceRules kernel = NamespaceRules.open(namespace.name(), namespace.file());
                Memory memory = Memory.open()) {
            put(namespace, kernel, rules.subList(0, 1)); // what the first rule of all needs is there from now on
            for (int i = 0; i < MEASUREMENTS; i++) {
                put(namespace, kernel, List.of());
                long before = memory.used();
                put(namespace, kernel, rules);
                long full = memory.used();
                put(namespace, kernel, List.of());
                changes[2 * i] = (double) (full - before);
                changes[2 * i + 1] = (double) (full - memory.used());
            }
        }
        return changes;
    }

    private static void put(ScratchNamespace namespace, NamespaceRules kernel, List<Rule> rules) throws Exception {
        Chain chain = new Chain("input", Hook.INPUT, 0, Verdict.ACCEPT, rules);
        Ruleset ruleset = new Ruleset(namespace.name(), "memory", "", List.of(chain));
        kernel.commit(
                RulesetEncoder.encode(ruleset, new Stamp("", "memory", "memory", 0), condition -> ""),
                kernel.generation());
    }

    /** Source addresses: RFC 791 section 3.1, RFC 8200 section 3. */
    private static Condition listed(AddressRanges ranges) {
        List<Interval> intervals = new ArrayList<>();
        int[] v4 = ranges.v4();
        for (int i = 0; i < v4.length; i += 2) {
            intervals.add(new Interval("%08x".formatted(v4[i]), "%08x".formatted(v4[i + 1])));
        }
        long[] v6 = ranges.v6();
        for (int i = 0; i < v6.length; i += 4) {
            intervals.add(new Interval(
                    "%016x%016x".formatted(v6[i], v6[i + 1]), "%016x%016x".formatted(v6[i + 2], v6[i + 3])));
        }
        Load source =
                v4.length > 0 ? new Load.Payload(Load.Base.NETWORK, 12, 4) : new Load.Payload(Load.Base.NETWORK, 8, 16);
        return new Condition.Match(List.of(source), intervals, false);
    }

    /**
     * The kernel's memory for what this thread does, or all of it where the machine knows no groups of threads.
     *
     * @param group null where it does not
     */
    private record Memory(MemoryGroup group) implements AutoCloseable {
        static Memory open() throws IOException {
            return new Memory(MemoryGroup.isPossible() ? MemoryGroup.enter() : null);
        }

        long used() throws IOException {
            return group == null ? KernelMemory.settled() : group.kernelMemory();
        }

        @Override
        public void close() throws IOException {
            if (group != null) {
                group.close();
            }
        }
    }
}
