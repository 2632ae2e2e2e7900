package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ListKind;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.iplist.ListStore;
import org.firewright.iplist.Countries;
import org.firewright.iplist.ListLibrary;
import org.firewright.iplist.ListText;
import org.firewright.iplist.RangeAlgebra;
import org.firewright.iplist.ValueLibrary;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel and the JVM agree about the number of an address: at every place where it changes. */
@Tag("kernel")
@RequiresRoot
class ListValuesTest {
    private static final int ELSEWHERE = 0x7f000001;

    @TempDir
    Path scratch;

    @RegisterExtension
    final PinFolder folder = new PinFolder();

    /** Numbers that fit two bytes, as countries' do, and numbers that need all four. */
    private enum Width {
        SHORT(676),
        WIDE(-1);

        private final int highest;

        Width(int highest) {
            this.highest = highest;
        }

        int next(Random random) {
            return 1 + random.nextInt(highest < 0 ? Integer.MAX_VALUE : highest) * (highest < 0 ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceWhereNumbersChange(Matchers matchers) throws Exception {
        List<String> different = new ArrayList<>();
        for (Width width : Width.values()) {
            for (int size : new int[] {1, 50, 4_000, 70_000}) {
                Random random = new Random(size);
                AddressValues values = random(random, size, Math.min(size, 6_000), size % 100 == 0, width);
                compareAll(matchers.store(folder.path()), values, different);
            }
        }
        assertThat(different).isEmpty();
    }

    /** What the lists say by themselves is the reference: the country whose list holds the address. */
    @ParameterizedTest
    @EnumSource
    void everyBorderOfEveryCountryOfRealLists(Matchers matchers) throws Exception {
        Map<String, AddressRanges> countries = new TreeMap<>();
        Path files = Files.createDirectory(scratch.resolve("countries"));
        for (Map.Entry<String, AddressRanges> list : SampleLists.all().entrySet()) {
            // Where there are no countries' lists, others stand in for countries.
            String code = Countries.ofFile(list.getKey()).orElse(list.getKey().startsWith("germany") ? "DE" : "ZA");
            countries.merge(code, list.getValue(), RangeAlgebra::union);
        }
        AddressRanges known = AddressRanges.EMPTY;
        for (Map.Entry<String, AddressRanges> country : countries.entrySet()) {
            country.setValue(RangeAlgebra.except(country.getValue(), known));
            known = RangeAlgebra.union(known, country.getValue());
            try (Writer out = Files.newBufferedWriter(files.resolve(country.getKey() + ".txt"))) {
                ListText.writePrefixes(country.getValue(), out);
            }
        }
        AddressValues values = new ValueLibrary(new ListLibrary())
                .countries(scratch, Path.of("countries"))
                .values();
        List<String> different = new ArrayList<>();
        ListStore store = matchers.store(folder.path());
        try (BpfProgram source = load(store, values, Condition.Direction.SOURCE)) {
            for (AddressRanges ranges : countries.values()) {
                int[] v4 = ranges.v4();
                for (int i = 0; i < v4.length; i++) {
                    for (int address : new int[] {v4[i], v4[i] + (i % 2 == 0 ? -1 : 1)}) {
                        int expected = expected(countries, list -> list.contains(address));
                        assertThat(values.of(address)).isEqualTo(expected);
                        compare(source, Integer.toHexString(address), expected, frame(address), different);
                    }
                }
                long[] v6 = ranges.v6();
                for (int i = 0; i < v6.length; i += 2) {
                    boolean first = i % 4 == 0;
                    long beside = v6[i + 1] + (first ? -1 : 1);
                    long upper = v6[i] + (first && v6[i + 1] == 0 ? -1 : !first && beside == 0 ? 1 : 0);
                    for (long[] address : new long[][] {{v6[i], v6[i + 1]}, {upper, beside}}) {
                        int expected = expected(countries, list -> list.contains(address[0], address[1]));
                        assertThat(values.of(address[0], address[1])).isEqualTo(expected);
                        compare(
                                source,
                                Arrays.toString(address),
                                expected,
                                Frames.v6(address[0], address[1], 1, 1),
                                different);
                    }
                }
            }
        }
        assertThat(different).isEmpty();
    }

    private static int expected(Map<String, AddressRanges> countries, Predicate<AddressRanges> holds) {
        return countries.entrySet().stream()
                .filter(country -> holds.test(country.getValue()))
                .mapToInt(country -> Countries.number(country.getKey()))
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @EnumSource
    void theEndsOfBothAddressSpacesAndNothingAtAll(Matchers matchers) throws Exception {
        AddressValues ends = new AddressValues(
                new int[] {0, 1, -1}, new int[] {7, 0, -1}, new long[] {0, 0, 0, 1, -1, -1}, new int[] {8, 0, 9});
        AddressValues everything =
                new AddressValues(new int[] {0}, new int[] {0xffff}, new long[] {0, 0}, new int[] {0x10000});
        List<String> different = new ArrayList<>();
        for (AddressValues values : List.of(ends, everything, AddressValues.EMPTY)) {
            compareAll(matchers.store(folder.path()), values, different);
            try (BpfProgram source = load(matchers.store(folder.path()), values, Condition.Direction.SOURCE)) {
                for (int address : new int[] {0, 1, -2, -1}) {
                    compare(source, Integer.toHexString(address), values.of(address), frame(address), different);
                }
                for (long[] address : new long[][] {{0, 0}, {0, 1}, {-1, -2}, {-1, -1}}) {
                    compare(
                            source,
                            Arrays.toString(address),
                            values.of(address[0], address[1]),
                            Frames.v6(address[0], address[1], 1, 1),
                            different);
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void aTableIsLoadedOnceAndTold() throws Exception {
        AddressValues values = random(new Random(3), 1_000, 100, false, Width.SHORT);
        ListContent content = content(values);
        ListStore store = new ListStore(folder.path());
        assertThat(store.holds(content)).isFalse();
        assertThat(store.ensure(content, () -> values, step -> {}).loaded()).isTrue();
        assertThat(store.holds(content)).isTrue();
        PreparedList again = new ListStore(folder.path())
                .ensure(
                        content,
                        () -> {
                            throw new IOException("the content is not needed");
                        },
                        step -> {});
        assertThat(again.loaded()).isFalse();
        ListState state = store.states(Map.of()).getFirst();
        assertThat(state.maps()).extracting(MapState::entries).containsExactly(1L, (long) values.v4Count(), (long)
                values.v6Count());
        assertThat(store.collect(Set.of())).hasSize(7);
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void whereTablesAreRefusedTriesHaveTheNumbersAndTheReasonIsTold() throws Exception {
        AddressValues values = random(new Random(4), 1_000, 100, false, Width.WIDE);
        List<Progress> steps = new ArrayList<>();
        ListStore old = Matchers.TRIE.store(folder.path());
        assertThat(old.ensure(content(values), () -> values, steps::add).loaded())
                .isTrue();
        assertThat(steps)
                .extracting(Progress::step)
                .anySatisfy(step -> assertThat(step).contains("numbers as tries", "R0 !read_ok"));
        assertThat(folder.names()).noneMatch(name -> name.contains("table"));
        assertThat(new ListStore(folder.path()).holds(content(values))).isTrue();
    }

    private static void compareAll(ListStore store, AddressValues values, List<String> different)
            throws IOException, ProblemException {
        try (BpfProgram source = load(store, values, Condition.Direction.SOURCE);
                BpfProgram destination = load(store, values, Condition.Direction.DESTINATION)) {
            for (int start : values.v4()) {
                for (int address : new int[] {start, start - 1}) {
                    String shown = Integer.toHexString(address);
                    compare(source, shown, values.of(address), frame(address), different);
                    compare(destination, shown, values.of(address), Frames.v4(ELSEWHERE, address), different);
                }
            }
            long[] v6 = values.v6();
            for (int i = 0; i < v6.length; i += 2) {
                long upper = v6[i];
                long lower = v6[i + 1];
                compareV6(source, destination, values, upper, lower, different);
                compareV6(source, destination, values, upper - (lower == 0 ? 1 : 0), lower - 1, different);
            }
        }
    }

    private static void compareV6(
            BpfProgram source,
            BpfProgram destination,
            AddressValues values,
            long upper,
            long lower,
            List<String> different)
            throws IOException {
        String shown = Long.toHexString(upper) + " " + Long.toHexString(lower);
        compare(source, shown, values.of(upper, lower), Frames.v6(upper, lower, 1, 1), different);
        compare(destination, shown, values.of(upper, lower), Frames.v6(1, 1, upper, lower), different);
    }

    private static void compare(BpfProgram program, String what, int expected, byte[] frame, List<String> different)
            throws IOException {
        long found = program.test(frame);
        if (found != Integer.toUnsignedLong(expected)) {
            different.add(what + " should have " + Integer.toUnsignedString(expected) + " and has " + found);
        }
    }

    private static byte[] frame(int source) {
        return Frames.v4(source, ELSEWHERE);
    }

    private static BpfProgram load(ListStore store, AddressValues values, Condition.Direction direction)
            throws IOException, ProblemException {
        ListContent content = content(values);
        store.ensure(content, () -> values, step -> {});
        return BpfProgram.open(Path.of(store.pin(new Condition.InList(direction, content.digest(), false))));
    }

    private static ListContent content(AddressValues values) {
        return new ListContent("numbers", ListFile.of(values).digest(), values.count(), ListKind.VALUES);
    }

    /** Numbers that change at so many places, some of them to none; deep: also within one /64. */
    private static AddressValues random(Random random, int v4Count, int v6Count, boolean deep, Width width) {
        int[] v4 = random.ints(v4Count)
                .distinct()
                .mapToObj(Integer::valueOf)
                .sorted(Integer::compareUnsigned)
                .mapToInt(Integer::intValue)
                .toArray();
        long[] uppers = random.longs(v6Count, 0x2a00_0000_0000_0000L, 0x2a10_0000_0000_0000L)
                .map(upper -> upper & ~0xffffL)
                .distinct()
                .sorted()
                .toArray();
        long[] v6 = new long[2 * uppers.length];
        for (int i = 0; i < uppers.length; i++) {
            // Of two neighbours the second may be in the same /64 as the first.
            boolean near = deep && i % 2 == 1;
            v6[2 * i] = near ? uppers[i - 1] : uppers[i];
            v6[2 * i + 1] = near ? 1 + random.nextLong(Long.MAX_VALUE) : 0;
        }
        return new AddressValues(v4, numbers(random, v4.length, width), v6, numbers(random, uppers.length, width));
    }

    private static int[] numbers(Random random, int count, Width width) {
        int[] numbers = new int[count];
        int before = 0;
        for (int i = 0; i < count; i++) {
            do {
                numbers[i] = i > 0 && random.nextInt(4) == 0 ? 0 : width.next(random);
            } while (numbers[i] == before);
            before = numbers[i];
        }
        return numbers;
    }
}
