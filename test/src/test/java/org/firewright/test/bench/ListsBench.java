package org.firewright.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.iplist.ListStore;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.bpf.Matchers;

/** Lists in the kernel: nftables' set, LPM trie and packed table side by side, in one run on one machine. */
public final class ListsBench {
    private static final int MINUTES = 25;
    private static final List<Integer> SIZES = List.of(1_000_000, 100_000, 10_000, 1_000);
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
    private final Set<String> measured = new HashSet<>();
    private final long deadline;
    private int subjects;

    private ListsBench(long deadline) {
        this.deadline = deadline;
    }

    /**
     * Takes {@code --quick} for 100k and 1M IPv4 ranges in one namespace; {@code --one-namespace} for all lists, but none
     * of them in 10 and 100 namespaces; {@code --minutes N} for how long cases may be begun, 25 unless told. What no
     * time is left for is told.
     */
    public static void main(String[] arguments) throws IOException, ProblemException {
        List<String> given = List.of(arguments);
        boolean quick = given.contains("--quick");
        List<Integer> namespaces = quick || given.contains("--one-namespace") ? List.of(1) : NAMESPACES;
        int minutes =
                given.contains("--minutes") ? Integer.parseInt(given.get(given.indexOf("--minutes") + 1)) : MINUTES;
        ListsBench bench = new ListsBench(System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes));
        bench.warmUp();
        List<Data> lists = quick ? quickLists() : allLists();
        // One namespace first: most bars are asked of these, should time run out.
        for (int count : namespaces) {
            for (Data data : lists) {
                bench.measure(data, count);
            }
        }
        bench.report.publish(!quick);
    }

    private static List<Data> quickLists() {
        return Stream.of(100_000, 1_000_000)
                .map(size -> new Data("random", 4, ListData.random4(size)))
                .toList();
    }

    /** The largest first: with these the most is asked. */
    private static List<Data> allLists() throws IOException {
        List<Data> lists = new ArrayList<>();
        for (int size : SIZES) {
            lists.add(new Data("random", 4, ListData.random4(size)));
            lists.add(new Data("random", 6, ListData.random6(size)));
        }
        lists.add(new Data("ipsum", 4, ListData.ipsum()));
        lists.add(new Data("countries", 4, ListData.countries(4)));
        lists.add(new Data("countries", 6, ListData.countries(6)));
        return lists;
    }

    /** Java's compiler and the kernel's own pools have done their first work before anything is measured. */
    private void warmUp() throws IOException, ProblemException {
        for (int i = 0; i < 10; i++) {
            // Tables of short lists and of long ones are laid out differently.
            int size = (i % 2 == 0 ? 20_000 : 200_000) + i;
            for (int family : List.of(4, 6)) {
                AddressRanges ranges = family == 4 ? ListData.random4(size) : ListData.random6(size);
                BenchList list = BenchList.of(ranges);
                for (Way way : List.of(Way.TABLE, Way.TRIE)) {
                    try (Subject subject = subject(way, family)) {
                        subject.load(list);
                    }
                }
            }
        }
    }

    private void measure(Data data, int namespaces) throws IOException, ProblemException {
        int entries = (int) data.ranges().count();
        if (entries == 0) {
            return; // the feeds are not on this machine
        }
        BenchList list = BenchList.of(data.ranges());
        BenchList changed = BenchList.of(ListData.changed(data.ranges()));
        for (Way way : Way.values()) {
            int possible = way == Way.NFT_SET ? Math.clamp(MOST_SET_ELEMENTS / entries, 1, namespaces) : namespaces;
            String instead = possible < namespaces
                    ? "too large for each to have its own set, so measured in " + possible + " instead"
                    : "";
            boolean again = !measured.add(way + data.name() + data.family() + entries + "/" + possible);
            boolean late = System.nanoTime() > deadline;
            if (late || !instead.isEmpty()) {
                report.leftOut(
                        way.word, data.name(), data.family(), entries, namespaces, late ? "no time was left" : instead);
            }
            if (!late && !again) {
                report.add(measure(way, data, list, changed, possible));
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
