package org.firewright.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.iplist.ListStore;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.bpf.Matchers;

/** Lists in the kernel: nftables' set, LPM trie and packed table side by side, in one run on one machine. */
public final class ListsBench {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> NAMESPACES = List.of(1, 10, 100);

    /** Sets exist once a namespace; more elements than this in all would fill the machine. */
    private static final long MOST_SET_ELEMENTS = 2_000_000;

    private static final int FRAMES = 4_096;
    private static final long FLOOD_NANOS = 700_000_000L;
    private static final int COLD_ADDRESSES = 200;

    private enum Way {
        TABLE("table"),
        TRIE("trie"),
        NFT_SET("nft-set");

        private final String word;

        Way(String word) {
            this.word = word;
        }
    }

    private record Data(String name, int family, AddressRanges ranges) {}

    private final ListsReport report = new ListsReport();
    private int subjects;

    private ListsBench() {}

    /**
     * Takes {@code --quick} for 100k and 1M IPv4 ranges in one namespace, or {@code --one-namespace} for all lists, but
     * none of them in 10 and 100 namespaces, where sets take most of a whole run's time.
     */
    public static void main(String[] arguments) throws IOException, ProblemException {
        boolean quick = List.of(arguments).contains("--quick");
        List<Integer> namespaces = List.of(arguments).contains("--one-namespace") ? List.of(1) : NAMESPACES;
        ListsBench bench = new ListsBench();
        bench.warmUp();
        if (quick) {
            for (int size : List.of(100_000, 1_000_000)) {
                bench.measure(new Data("random", 4, ListData.random4(size)), List.of(1));
            }
        } else {
            for (int size : SIZES) {
                bench.measure(new Data("random", 4, ListData.random4(size)), namespaces);
                bench.measure(new Data("random", 6, ListData.random6(size)), namespaces);
            }
            bench.measure(new Data("ipsum", 4, ListData.ipsum()), namespaces);
            bench.measure(new Data("countries", 4, ListData.countries(4)), namespaces);
            bench.measure(new Data("countries", 6, ListData.countries(6)), namespaces);
        }
        bench.report.publish(!quick);
    }

    /** Java's compiler and the kernel's own pools have done their first work before anything is measured. */
    private void warmUp() throws IOException, ProblemException {
        for (int i = 0; i < 10; i++) {
            for (int family : List.of(4, 6)) {
                AddressRanges ranges = family == 4 ? ListData.random4(30_000 + i) : ListData.random6(30_000 + i);
                BenchList list = BenchList.of(ranges);
                for (Way way : List.of(Way.TABLE, Way.TRIE)) {
                    try (Subject subject = subject(way, family)) {
                        subject.load(list);
                    }
                }
            }
        }
    }

    private void measure(Data data, List<Integer> namespaceCounts) throws IOException, ProblemException {
        if (data.ranges().count() == 0) {
            return;
        }
        BenchList list = BenchList.of(data.ranges());
        BenchList changed = BenchList.of(ListData.changed(data.ranges()));
        for (Way way : Way.values()) {
            for (int namespaces : namespaceCounts) {
                long elements = namespaces * data.ranges().count();
                if (way == Way.NFT_SET && namespaces > 1 && elements > MOST_SET_ELEMENTS) {
                    report.leftOut(
                            way.word,
                            data.name(),
                            data.family(),
                            (int) data.ranges().count(),
                            namespaces);
                } else {
                    report.add(measure(way, data, list, changed, namespaces));
                }
            }
        }
    }

    private ListRow measure(Way way, Data data, BenchList list, BenchList changed, int namespaceCount)
            throws IOException, ProblemException {
        int entries = (int) data.ranges().count();
        int repetitions = namespaceCount > 1 ? 1 : way == Way.NFT_SET && entries > 200_000 ? 1 : 3;
        double[] loads = new double[repetitions];
        double[] memories = new double[repetitions];
        List<ScratchNamespace> namespaces = new ArrayList<>();
        try (VethPath path = VethPath.make("bench")) {
            namespaces.add(path.receiver());
            while (namespaces.size() < namespaceCount) {
                namespaces.add(ScratchNamespace.make("benchn"));
            }
            for (int i = 0; ; i++) {
                long before = KernelMemory.settled();
                try (Subject subject = subject(way, data.family())) {
                    long start = System.nanoTime();
                    subject.load(list);
                    for (ScratchNamespace namespace : namespaces) {
                        subject.enforce(namespace, list);
                    }
                    loads[i] = (System.nanoTime() - start) / 1e6;
                    memories[i] = KernelMemory.used() - before;
                    if (i < repetitions - 1) {
                        continue;
                    }
                    OptionalLong memlock = subject.memlock();
                    LookupTimes lookups = null;
                    LookupTimes baseline = null;
                    Long rate = null;
                    if (namespaceCount == 1) {
                        rate = packetsPerSecond(path, subject, data.ranges());
                        if (subject.program().isPresent()) {
                            try (BpfProgram program = subject.program().get()) {
                                lookups = LookupTimes.of(program, data.ranges(), COLD_ADDRESSES);
                            }
                            baseline = baseline(data);
                        }
                    }
                    long updateStart = System.nanoTime();
                    subject.update(list, changed);
                    double update = (System.nanoTime() - updateStart) / 1e6;
                    return new ListRow(
                            way.word,
                            data.name(),
                            data.family(),
                            entries,
                            namespaceCount,
                            round(Arrays.stream(loads).min().orElseThrow()),
                            round(update),
                            (long) LookupTimes.median(memories),
                            memlock.isPresent() ? memlock.getAsLong() : null,
                            lookups == null ? null : lookups.cold(),
                            lookups == null ? null : lookups.hot(),
                            baseline == null ? null : baseline.hot(),
                            baseline == null ? null : baseline.cold(),
                            rate,
                            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                            report.machine(),
                            report.kernel(),
                            report.commit());
                }
            }
        } finally {
            namespaces.stream().skip(1).forEach(ScratchNamespace::close);
        }
    }

    /** The matcher of an empty list reads the address and looks nowhere. */
    private LookupTimes baseline(Data data) throws IOException, ProblemException {
        try (Subject empty = subject(Way.TABLE, data.family())) {
            empty.load(BenchList.of(AddressRanges.EMPTY));
            try (BpfProgram program = empty.program().orElseThrow()) {
                return LookupTimes.of(program, data.ranges(), COLD_ADDRESSES);
            }
        }
    }

    private static long packetsPerSecond(VethPath path, Subject subject, AddressRanges ranges)
            throws IOException, ProblemException {
        List<byte[]> frames = LookupTimes.frames(ranges, FRAMES);
        long expected =
                frames.stream().filter(frame -> Frame.from(ranges, frame)).count();
        try (FrameFlood flood = path.flood(frames)) {
            flood.round();
            Subject.Counted before = subject.counted(path.receiver());
            long start = System.nanoTime();
            long rounds = 0;
            while (System.nanoTime() - start < FLOOD_NANOS) {
                flood.round();
                rounds++;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Subject.Counted after = subject.counted(path.receiver());
            long all = after.all() - before.all();
            long listed = after.listed() - before.listed();
            if (all != rounds * FRAMES || listed != rounds * expected) {
                throw new IllegalStateException("Of " + rounds * FRAMES + " packets " + all + " arrived, and " + listed
                        + " of " + rounds * expected + " listed ones were seen.");
            }
            return Math.round(all / seconds);
        }
    }

    private Subject subject(Way way, int family) throws IOException, ProblemException {
        if (way == Way.NFT_SET) {
            return new NftSetSubject(family);
        }
        Path folder = Bpffs.prepare(Bpffs.MOUNT_POINT.resolve(
                "firewright-bench-" + ProcessHandle.current().pid() + "-" + ++subjects));
        ListStore store = (way == Way.TABLE ? Matchers.TABLE : Matchers.TRIE).store(folder);
        return new StoreSubject(store, folder);
    }

    private static double round(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
