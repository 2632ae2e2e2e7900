package org.firewright.test.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.ListReader;
import org.firewright.iplist.RangeCollector;

/** Lists to measure with. Random ones are the same in every run. */
final class ListData {
    /** Where the real feeds lie beside the repository; what is not there is taken from the sample project. */
    private static final Path FEEDS = Path.of("..", "shared", "data", "lists");

    private static final int SEED = 20_260_101;

    private ListData() {}

    /** So many ranges, 70 % single addresses, 20 % /24, the others /18 to /30, anywhere among unicast addresses. */
    static AddressRanges random4(int count) {
        Random random = new Random(SEED);
        RangeCollector collector = new RangeCollector();
        for (int i = 0; i < count + count / 4 + 16; i++) {
            int address = (int) random.nextLong(0x0100_0000L, 0xe000_0000L);
            int kind = random.nextInt(10);
            int length = kind < 7 ? 32 : kind < 9 ? 24 : 18 + random.nextInt(13);
            int hosts = length == 32 ? 0 : -1 >>> length;
            collector.addV4(address & ~hosts, address | hosts);
        }
        int[] all = collector.ranges().v4();
        return new AddressRanges(thinned(random, all, count), new long[0]);
    }

    /** So many ranges /24 to /64, as registries give them: from a few blocks of 2000::/3. */
    static AddressRanges random6(int count) {
        Random random = new Random(SEED);
        RangeCollector collector = new RangeCollector();
        long[] blocks = {0x2001L << 48, 0x2400L << 48, 0x2600L << 48, 0x2800L << 48, 0x2a00L << 48, 0x2c00L << 48};
        for (int i = 0; i < count + count / 4 + 16; i++) {
            long address = blocks[random.nextInt(blocks.length)] | random.nextLong() >>> 12;
            int kind = random.nextInt(10);
            int length = kind < 4 ? 48 : kind < 7 ? 64 : kind < 9 ? 32 + random.nextInt(16) : 29 + random.nextInt(4);
            long hosts = length == 64 ? 0 : -1L >>> length;
            collector.addV6(address & ~hosts, 0, address | hosts, -1);
        }
        long[] all = collector.ranges().v6();
        int have = all.length / 4;
        if (have <= count) {
            return new AddressRanges(new int[0], all);
        }
        long[] kept = new long[4 * count];
        int taken = 0;
        for (int i = 0; i < have; i++) {
            if (random.nextInt(have - i) < count - taken) {
                System.arraycopy(all, 4 * i, kept, 4 * taken++, 4);
            }
        }
        return new AddressRanges(new int[0], kept);
    }

    private static int[] thinned(Random random, int[] all, int count) {
        int have = all.length / 2;
        if (have < count) {
            throw new IllegalStateException("Too many of " + count + " random ranges overlap: " + have + " are left.");
        }
        int[] kept = new int[2 * count];
        int taken = 0;
        for (int i = 0; i < have; i++) {
            if (random.nextInt(have - i) < count - taken) {
                kept[2 * taken] = all[2 * i];
                kept[2 * taken++ + 1] = all[2 * i + 1];
            }
        }
        return kept;
    }

    /** 120,430 addresses of bad actors. */
    static AddressRanges ipsum() throws IOException {
        Path feed = FEEDS.resolve("ipsum-level1.txt");
        return Files.exists(feed) ? read(List.of(feed)) : sample("ipsum.txt");
    }

    /** The prefixes of four countries, or of the sample project's one where the feeds are not there. */
    static AddressRanges countries(int family) throws IOException {
        List<Path> feeds = new ArrayList<>();
        if (Files.isDirectory(FEEDS)) {
            try (Stream<Path> files = Files.list(FEEDS)) {
                files.filter(file -> file.getFileName().toString().matches("country-.*-ipv" + family + "\\.txt"))
                        .sorted()
                        .forEach(feeds::add);
            }
        }
        return !feeds.isEmpty() ? read(feeds) : family == 6 ? sample("germany6.txt") : AddressRanges.EMPTY;
    }

    /** The same list with one entry in two hundred left out and as many others added. */
    static AddressRanges changed(AddressRanges ranges) {
        Random random = new Random(SEED + 1);
        RangeCollector collector = new RangeCollector();
        int[] v4 = ranges.v4();
        for (int i = 0; i < v4.length; i += 2) {
            if (i / 2 % 200 == 7) {
                int address = (int) random.nextLong(0x0100_0000L, 0xe000_0000L);
                collector.addV4(address, address);
            } else {
                collector.addV4(v4[i], v4[i + 1]);
            }
        }
        long[] v6 = ranges.v6();
        for (int i = 0; i < v6.length; i += 4) {
            if (i / 4 % 200 == 7) {
                long network = 0x2a00L << 48 | random.nextLong() >>> 12;
                collector.addV6(network, 0, network, -1);
            } else {
                collector.addV6(v6[i], v6[i + 1], v6[i + 2], v6[i + 3]);
            }
        }
        return collector.ranges();
    }

    private static AddressRanges read(List<Path> files) throws IOException {
        RangeCollector collector = new RangeCollector();
        for (Path file : files) {
            collector.addAll(
                    ListReader.parse(file.toString(), Files.readAllBytes(file)).ranges());
        }
        return collector.ranges();
    }

    private static AddressRanges sample(String name) throws IOException {
        try (InputStream in = ListData.class.getResourceAsStream("/sample/lists/" + name)) {
            return ListReader.parse(name, in.readAllBytes()).ranges();
        }
    }
}
