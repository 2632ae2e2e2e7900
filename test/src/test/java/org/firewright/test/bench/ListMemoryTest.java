package org.firewright.test.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.iplist.ListMemory;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.bpf.Matchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the desktop says that a list will take, against what the kernel's own memory grows by. So many lists are loaded
 * that other programs of the machine do not matter; of some measurements the median counts.
 */
@Tag("kernel")
@RequiresRoot
class ListMemoryTest {
    private static final Percentage BAR = Percentage.withPercentage(10);
    private static final int MEASUREMENTS = 3;
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
        V4_SET,
        V6_SET;

        private int lists() {
            return switch (this) {
                case SMALL_TABLES, SMALL_V6_TABLES, SMALL_TRIES -> 200;
                case LARGE_TABLES, LARGE_V6_TABLES -> 4;
                case V4_TRIES, V6_TRIES, V4_SET, V6_SET -> 1;
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
                case V6_TRIES, V6_SET -> ListData.random6(100_000);
                case V4_SET -> ListData.random4(300_000);
            };
        }

        private long forecast(AddressRanges ranges) {
            return switch (this) {
                case SMALL_TABLES, LARGE_TABLES, SMALL_V6_TABLES, LARGE_V6_TABLES -> ListMemory.table(ranges);
                case SMALL_TRIES, V4_TRIES, V6_TRIES -> ListMemory.tries(ranges);
                case V4_SET, V6_SET -> ListMemory.nftSet(ranges);
            };
        }

        private Subject subject() throws IOException, ProblemException {
            return switch (this) {
                case V4_SET -> new NftSetSubject(4);
                case V6_SET -> new NftSetSubject(6);
                case SMALL_TABLES, LARGE_TABLES, SMALL_V6_TABLES, LARGE_V6_TABLES -> store(Matchers.TABLE);
                case SMALL_TRIES, V4_TRIES, V6_TRIES -> store(Matchers.TRIE);
            };
        }

        private static Subject store(Matchers matchers) throws IOException, ProblemException {
            Path folder = Bpffs.prepare(Bpffs.MOUNT_POINT.resolve(
                    "firewright-memory-" + ProcessHandle.current().pid() + "-" + ++folders));
            return new StoreSubject(matchers.store(folder), folder);
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
        double[] grown = new double[MEASUREMENTS];
        try (ScratchNamespace namespace = ScratchNamespace.make("memory")) {
            for (int i = 0; i < MEASUREMENTS; i++) {
                try (Subject subject = held.subject()) {
                    long before = KernelMemory.settled();
                    for (BenchList list : lists) {
                        subject.load(list);
                    }
                    if (subject instanceof NftSetSubject) {
                        subject.enforce(namespace, lists.getFirst());
                    }
                    grown[i] = (double) (KernelMemory.settled() - before);
                }
            }
        }
        assertThat(LookupTimes.median(grown))
                .as("bytes that the kernel's memory grew by")
                .isCloseTo((double) forecast, BAR);
    }
}
