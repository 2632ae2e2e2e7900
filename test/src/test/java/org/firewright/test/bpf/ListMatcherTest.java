package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.iplist.ListStore;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel and the JVM agree about who is in a list: at every border of every range of real lists. */
@Tag("kernel")
@RequiresRoot
class ListMatcherTest {
    private static final int ELSEWHERE = 0x7f000001;

    /** An EtherType for experiments (IEEE 802): under the real ones the kernel runs no test on packets cut short. */
    private static final int EXPERIMENTAL = 0x88b5;

    @RegisterExtension
    final PinFolder folder = new PinFolder();

    @ParameterizedTest
    @EnumSource
    void everyBorderOfRealLists(Matchers matchers) throws Exception {
        Map<String, AddressRanges> lists = SampleLists.all();
        assertThat(lists.values().stream().mapToInt(AddressRanges::v4Count).sum())
                .isGreaterThan(90_000);
        assertThat(lists.values().stream().mapToInt(AddressRanges::v6Count).sum())
                .isGreaterThan(1_000);
        compareAllBorders(matchers, lists.values());
    }

    @ParameterizedTest
    @EnumSource
    void everyBorderOfRandomListsOfAllSizesAndKinds(Matchers matchers) throws Exception {
        List<AddressRanges> lists = new ArrayList<>();
        for (int size : new int[] {1, 40, 3_000, 60_000}) {
            lists.add(RandomLists.of(new Random(size), size, Math.min(size, 5_000)));
        }
        compareAllBorders(matchers, lists);
    }

    @ParameterizedTest
    @EnumSource
    void everyBorderOfListsThatCrowdInOnePlace(Matchers matchers) throws Exception {
        compareAllBorders(
                matchers, List.of(RandomLists.crowded(10_000, 1_000, false), RandomLists.crowded(65_536, 5_000, true)));
    }

    @ParameterizedTest
    @EnumSource
    void theEndsOfBothAddressSpaces(Matchers matchers) throws Exception {
        AddressRanges ends = new AddressRanges(new int[] {0, 0, -1, -1}, new long[] {0, 0, 0, 0, -1, -1, -1, -1});
        List<String> different = new ArrayList<>();
        try (Programs programs = Programs.load(matchers.store(folder.path()), ends)) {
            for (int address : new int[] {0, 1, -2, -1}) {
                programs.compare(
                        "" + address,
                        ends.contains(address),
                        Frames.v4(address, ELSEWHERE),
                        Frames.v4(ELSEWHERE, address),
                        different);
            }
            programs.compareV6(ends, 0, 0, different);
            programs.compareV6(ends, 0, 1, different);
            programs.compareV6(ends, -1, -2, different);
            programs.compareV6(ends, -1, -1, different);
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aListOfOneFamilyHoldsNothingOfTheOtherAndEverythingIsPossible(Matchers matchers) throws Exception {
        AddressRanges allV4 = new AddressRanges(new int[] {0, -1}, new long[0]);
        AddressRanges allV6 = new AddressRanges(new int[0], new long[] {0, 0, -1, -1});
        byte[] v4 = Frames.v4(0x01020304, 0x05060708);
        byte[] v6 = Frames.v6(1, 2, 3, 4);
        List<String> different = new ArrayList<>();
        try (Programs programs = Programs.load(matchers.store(folder.path()), allV4)) {
            programs.compare("IPv4 in all IPv4", true, v4, v4, different);
            programs.compare("IPv6 in all IPv4", false, v6, v6, different);
        }
        try (Programs programs = Programs.load(matchers.store(folder.path()), allV6)) {
            programs.compare("IPv4 in all IPv6", false, v4, v4, different);
            programs.compare("IPv6 in all IPv6", true, v6, v6, different);
        }
        try (Programs programs = Programs.load(matchers.store(folder.path()), AddressRanges.EMPTY)) {
            programs.compare("IPv4 in nothing", false, v4, v4, different);
            programs.compare("IPv6 in nothing", false, v6, v6, different);
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoAddressIsInNoList(Matchers matchers) throws Exception {
        AddressRanges everything = new AddressRanges(new int[] {0, -1}, new long[] {0, 0, -1, -1});
        List<String> different = new ArrayList<>();
        try (Programs programs = Programs.load(matchers.store(folder.path()), everything)) {
            byte[] arp = Frames.of(0x0806, new byte[] {0, 1, 8, 0, 6, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            programs.compare("ARP", false, arp, arp, different);
            byte[] cutV4 = Frames.of(EXPERIMENTAL, new byte[] {0x45, 0, 0, 20, 0, 0, 0, 0, 64, 17, 0});
            programs.compare("IPv4 cut short", false, cutV4, cutV4, different);
            byte[] cutV6 = Frames.of(EXPERIMENTAL, new byte[] {0x60, 0, 0, 0, 0, 0, 17, 64, 1, 2, 3, 4, 5, 6, 7, 8, 9});
            programs.compare("IPv6 cut short", false, cutV6, cutV6, different);
        }
        assertThat(different).isEmpty();
    }

    private void compareAllBorders(Matchers matchers, Collection<AddressRanges> lists)
            throws IOException, ProblemException {
        List<String> different = new ArrayList<>();
        for (AddressRanges ranges : lists) {
            try (Programs programs = Programs.load(matchers.store(folder.path()), ranges)) {
                compareAllBorders(programs, ranges, different);
            }
        }
        assertThat(different).isEmpty();
    }

    private static void compareAllBorders(Programs programs, AddressRanges ranges, List<String> different)
            throws IOException {
        for (int i = 0; i < ranges.v4().length; i += 2) {
            int first = ranges.v4()[i];
            int last = ranges.v4()[i + 1];
            for (int address : new int[] {first, last, first - 1, last + 1}) {
                String shown = Integer.toHexString(address);
                programs.compare(
                        shown,
                        ranges.contains(address),
                        Frames.v4(address, ELSEWHERE),
                        Frames.v4(ELSEWHERE, address),
                        different);
            }
        }
        for (int i = 0; i < ranges.v6().length; i += 4) {
            long[] range = {ranges.v6()[i], ranges.v6()[i + 1], ranges.v6()[i + 2], ranges.v6()[i + 3]};
            programs.compareV6(ranges, range[0], range[1], different);
            programs.compareV6(ranges, range[2], range[3], different);
            programs.compareV6(ranges, range[0] - (range[1] == 0 ? 1 : 0), range[1] - 1, different);
            programs.compareV6(ranges, range[2] + (range[3] == -1 ? 1 : 0), range[3] + 1, different);
        }
    }

    /** A list's four programs. */
    private record Programs(BpfProgram source, BpfProgram destination, BpfProgram notSource, BpfProgram notDestination)
            implements AutoCloseable {
        static Programs load(ListStore store, AddressRanges ranges) throws IOException, ProblemException {
            ListContent list = SampleLists.content("sample", ranges);
            store.ensure(list, () -> ranges, progress -> {});
            return new Programs(
                    open(store, list, Condition.Direction.SOURCE, false),
                    open(store, list, Condition.Direction.DESTINATION, false),
                    open(store, list, Condition.Direction.SOURCE, true),
                    open(store, list, Condition.Direction.DESTINATION, true));
        }

        private static BpfProgram open(
                ListStore store, ListContent list, Condition.Direction direction, boolean inverted) throws IOException {
            return BpfProgram.open(Path.of(store.pin(new Condition.InList(direction, list.digest(), inverted))));
        }

        void compareV6(AddressRanges ranges, long upper, long lower, List<String> different) throws IOException {
            compare(
                    Long.toHexString(upper) + " " + Long.toHexString(lower),
                    ranges.contains(upper, lower),
                    Frames.v6(upper, lower, 1, 1),
                    Frames.v6(1, 1, upper, lower),
                    different);
        }

        /** Adds to the differences where one of the programs does not say what it should. */
        void compare(String what, boolean listed, byte[] from, byte[] to, List<String> different) throws IOException {
            boolean asExpected = source.test(from) != 0 == listed
                    && destination.test(to) != 0 == listed
                    && notSource.test(from) == 0 == listed
                    && notDestination.test(to) == 0 == listed;
            if (!asExpected) {
                different.add(what + " should " + (listed ? "" : "not ") + "be listed");
            }
        }

        @Override
        public void close() {
            source.close();
            destination.close();
            notSource.close();
            notDestination.close();
        }
    }
}
