package org.firewright.test.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListKind;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.bpf.MapType;
import org.firewright.agent.iplist.ListSource;
import org.firewright.agent.iplist.ListStore;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists in the kernel: loaded once, shared, completed after a crash, collected when nothing uses them. */
@Tag("kernel")
@RequiresRoot
class ListStoreTest {
    private static final AddressRanges RANGES =
            new AddressRanges(new int[] {0x0a000001, 0x0a0000ff, 0x0b000000, 0x0b000000}, new long[] {1, 0, 1, -1});
    private static final ListContent LIST = SampleLists.content("sample", RANGES);
    private static final ListSource NEVER = () -> {
        throw new IOException("the content is not needed");
    };

    @RegisterExtension
    final PinFolder folder = new PinFolder();

    private ListStore store;

    @BeforeEach
    void open() {
        store = new ListStore(folder.path());
    }

    @Test
    void loadsAListOnceAndSharesItAfterwards() throws Exception {
        List<Progress> steps = new ArrayList<>();
        assertThat(store.holds(LIST)).isFalse();

        PreparedList first = store.ensure(LIST, () -> RANGES, steps::add);
        List<Long> firstMaps = mapIds();
        assertThat(first.loaded()).isTrue();
        assertThat(first.milliseconds()).isPositive();
        assertThat(first.memory()).isPositive();
        assertThat(first.memoryIsLowerBound()).isFalse();
        assertThat(store.holds(LIST)).isTrue();
        assertThat(folder.names()).hasSize(7);
        assertThat(steps).last().isEqualTo(new Progress("Loading list sample", 3, 3));

        PreparedList second = new ListStore(folder.path()).ensure(LIST, NEVER, steps::add);
        assertThat(second.loaded()).isFalse();
        assertThat(second.milliseconds()).isZero();
        assertThat(second.memory()).isEqualTo(first.memory());
        assertThat(mapIds()).isEqualTo(firstMaps);
    }

    @Test
    void bothDirectionsLookIntoTheSameMaps() throws Exception {
        store.ensure(LIST, () -> RANGES, step -> {});
        assertThatAllProgramsShareTheMaps();
    }

    @Test
    void tellsListsMapsAndWhoSharesThem() throws Exception {
        store.ensure(LIST, () -> RANGES, step -> {});
        List<ListState> states = store.states(Map.of(
                pin(Condition.Direction.SOURCE, false).toString(), List.of("globex", "acme"),
                pin(Condition.Direction.DESTINATION, true).toString(), List.of("acme")));
        assertThat(states).hasSize(1);
        assertThat(states.getFirst().digest()).isEqualTo(LIST.digest().substring(0, 16));
        assertThat(states.getFirst().namespaces()).containsExactly("acme", "globex");
        assertThat(states.getFirst().maps())
                .allSatisfy(map -> {
                    assertThat(map.type()).isEqualTo("array");
                    assertThat(map.memory()).isPositive();
                    assertThat(map.memoryIsLowerBound()).isFalse();
                })
                .extracting(MapState::entries)
                .containsExactly(1L, 2L, 1L); // the head, IPv4 ranges, IPv6 ranges
    }

    @Test
    void anAbsentFamilyTakesNoRoom() throws Exception {
        AddressRanges ranges = new AddressRanges(new int[] {1, 1}, new long[0]);
        PreparedList prepared = store.ensure(SampleLists.content("v4 only", ranges), () -> ranges, step -> {});
        assertThat(prepared.memory()).isLessThan(4_096);
    }

    @Test
    void everyHalfOfASetIsMadeWhole() throws Exception {
        store.ensure(LIST, () -> RANGES, step -> {});
        List<Path> pins = folder.names().stream().map(folder.path()::resolve).toList();
        for (Path lost : pins) {
            Files.delete(lost);
            boolean map = lost.toString().contains("table");
            assertThat(store.holds(LIST)).isEqualTo(!map);
            PreparedList completed = store.ensure(LIST, map ? () -> RANGES : NEVER, step -> {});
            assertThat(completed.loaded())
                    .as("loaded after the loss of " + lost)
                    .isEqualTo(map);
            assertThat(folder.path().resolve(lost)).exists();
            assertThatAllProgramsShareTheMaps();
        }
    }

    @Test
    void agentsThatLoadTheSameListAtOnceEndUpWithOneCopy() throws Exception {
        int agents = 4;
        CyclicBarrier start = new CyclicBarrier(agents);
        try (ExecutorService executor = Executors.newFixedThreadPool(agents)) {
            List<Future<PreparedList>> prepared = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                prepared.add(executor.submit(() -> {
                    start.await();
                    return new ListStore(folder.path()).ensure(LIST, () -> RANGES, step -> {});
                }));
            }
            for (Future<PreparedList> each : prepared) {
                assertThat(each.get().digest()).isEqualTo(LIST.digest());
            }
        }
        assertThat(folder.names()).hasSize(7);
        assertThatAllProgramsShareTheMaps();
    }

    @Test
    void aMapThatProgramsCannotUseIsReplaced() throws Exception {
        Path pin = folder.path().resolve("list-" + LIST.digest().substring(0, 16) + "-table4");
        try (BpfMap foreign = BpfMap.create(new MapSpec("foreign", MapType.ARRAY, 4, 4, 1, 0))) {
            foreign.pin(pin); // of another size
        }
        assertThat(store.holds(LIST)).isFalse();
        store.ensure(LIST, () -> RANGES, step -> {});
        try (BpfMap map = BpfMap.open(pin)) {
            assertThat(map.info().valueSize()).isGreaterThan(4);
        }
    }

    @Test
    void aSourceThatFailsLeavesNothing() throws Exception {
        assertThatThrownBy(() -> store.ensure(LIST, NEVER, step -> {})).hasMessage("the content is not needed");
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void whatACrashLeftIsCollectedAndWhatIsUsedStays() throws Exception {
        AddressRanges otherRanges = new AddressRanges(new int[] {7, 7}, new long[0]);
        ListContent other = SampleLists.content("other", otherRanges);
        store.ensure(LIST, () -> RANGES, step -> {});
        store.ensure(other, () -> otherRanges, step -> {});
        Files.delete(folder.path().resolve("list-" + other.digest().substring(0, 16) + "-table6"));
        Path notOurs = folder.path().resolve("something-else");
        try (BpfMap map = BpfMap.create(new MapSpec("else", MapType.ARRAY, 4, 4, 1, 0))) {
            map.pin(notOurs);
        }

        String used = pin(Condition.Direction.SOURCE, false).toString();
        assertThat(store.collect(Set.of(used)))
                .hasSize(6)
                .allMatch(pin -> pin.toString().contains(other.digest().substring(0, 16)));
        assertThat(store.holds(LIST)).isTrue();
        assertThat(store.collect(Set.of(used))).isEmpty();
        assertThat(store.collect(Set.of())).hasSize(7);
        assertThat(folder.names()).containsExactly("something-else");
    }

    @Test
    void newerCodeGetsNewPinsOverTheSameMapsAndOldCodeGoesWhenUnused() throws Exception {
        store.ensure(LIST, () -> RANGES, step -> {});
        List<Long> maps = mapIds();
        byte[] table = Matchers.table();
        byte[] newer = Arrays.copyOf(table, table.length + 1); // the same matcher, another digest
        ListStore newerStore = new ListStore(folder.path(), newer, Matchers.trie());

        assertThat(newerStore.ensure(LIST, NEVER, step -> {}).loaded()).isFalse();
        assertThat(mapIds()).isEqualTo(maps);
        assertThat(folder.names()).hasSize(11);

        Path oldSource = pin(Condition.Direction.SOURCE, false);
        assertThat(newerStore.collect(Set.of(oldSource.toString()))).hasSize(3).doesNotContain(oldSource);
        assertThat(newerStore.collect(Set.of())).hasSize(8);
    }

    @Test
    void whereTablesAreRefusedTriesStandInAndTheReasonIsTold() throws Exception {
        List<Progress> steps = new ArrayList<>();
        ListStore old = new ListStore(folder.path(), Matchers.broken(Matchers.table()), Matchers.trie());
        PreparedList first = old.ensure(LIST, () -> RANGES, steps::add);
        assertThat(first.loaded()).isTrue();
        assertThat(first.memoryIsLowerBound()).isTrue();
        assertThat(steps)
                .extracting(Progress::step)
                .anySatisfy(step -> assertThat(step).contains("sample as tries", "R0 !read_ok"));
        // 10.0.0.1 to 10.0.0.255 are eight prefixes, 11.0.0.0 and the /64 one each.
        assertThat(old.states(Map.of()).getFirst().maps())
                .allSatisfy(map -> assertThat(map.type()).isEqualTo("lpm_trie"))
                .extracting(MapState::entries)
                .containsExactly(9L, 1L);
        assertThat(steps).last().isEqualTo(new Progress("Loading list sample", 10, 10));

        // Nothing is left of the attempt; what is loaded serves also where tables would be taken.
        assertThat(folder.names()).hasSize(6).noneMatch(name -> name.contains("table"));
        assertThat(store.holds(LIST)).isTrue();
        assertThat(store.ensure(LIST, NEVER, steps::add).loaded()).isFalse();
        assertThat(pin(Condition.Direction.SOURCE, false)).exists();
    }

    @Test
    void whatADeploymentForcesTakesThePlaceOfTheOther() throws Exception {
        ListContent asTrie = new ListContent("sample", LIST.digest(), LIST.ranges(), ListKind.TRIE);
        ListContent asTable = new ListContent("sample", LIST.digest(), LIST.ranges(), ListKind.TABLE);
        store.ensure(LIST, () -> RANGES, step -> {});
        assertThat(store.holds(asTrie)).isFalse();

        assertThat(store.ensure(asTrie, () -> RANGES, step -> {}).loaded()).isTrue();
        assertThat(folder.names()).hasSize(6).noneMatch(name -> name.contains("table"));
        assertThat(store.ensure(LIST, NEVER, step -> {}).loaded()).isFalse();
        assertThat(store.holds(asTable)).isFalse();

        assertThat(store.ensure(asTable, () -> RANGES, step -> {}).loaded()).isTrue();
        assertThat(folder.names()).hasSize(7).noneMatch(name -> name.endsWith("-v4"));
        assertThat(pin(Condition.Direction.SOURCE, false)).exists();
    }

    @Test
    void everyHalfOfASetOfTriesIsMadeWhole() throws Exception {
        ListStore old = new ListStore(folder.path(), Matchers.broken(Matchers.table()), Matchers.trie());
        old.ensure(LIST, () -> RANGES, step -> {});
        for (String lost : folder.names()) {
            Files.delete(folder.path().resolve(lost));
            boolean map = lost.endsWith("-v4") || lost.endsWith("-v6");
            assertThat(old.holds(LIST)).isEqualTo(!map);
            assertThat(old.ensure(LIST, map ? () -> RANGES : NEVER, step -> {}).loaded())
                    .isEqualTo(map);
            assertThat(folder.names()).hasSize(6).contains(lost);
            assertThatAllProgramsShareTheMaps();
        }
    }

    @Test
    void aRefusedProgramIsAProblemInTheVerifiersWords() throws Exception {
        ListStore refused =
                new ListStore(folder.path(), Matchers.broken(Matchers.table()), Matchers.broken(Matchers.trie()));
        assertThatThrownBy(() -> refused.ensure(LIST, () -> RANGES, step -> {}))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.REFUSED);
                    assertThat(e.problem().sentence()).contains("sample", "R0 !read_ok");
                });
        // Both maps, and what was loaded beside the program that was refused.
        assertThat(refused.collect(Set.of())).hasSizeGreaterThanOrEqualTo(2);
        assertThat(folder.names()).isEmpty();
    }

    @Test
    void aRealListLoadsInOneGo() throws Exception {
        AddressRanges ranges = SampleLists.both();
        PreparedList loaded = store.ensure(SampleLists.content("real", ranges), () -> ranges, step -> {});
        assertThat(loaded.memory()).isBetween(ranges.count() * 4, ranges.count() * 8);
        long entries = store.states(Map.of()).getFirst().maps().stream()
                .mapToLong(MapState::entries)
                .sum();
        assertThat(entries).isEqualTo(ranges.count() + 1); // one for the head
    }

    private void assertThatAllProgramsShareTheMaps() throws IOException {
        Set<Long> maps = Set.copyOf(mapIds());
        assertThat(maps).hasSize(2);
        for (Condition.Direction direction : Condition.Direction.values()) {
            for (boolean inverted : List.of(false, true)) {
                try (BpfProgram program = BpfProgram.open(pin(direction, inverted))) {
                    assertThat(program.info().mapIds()).containsExactlyInAnyOrderElementsOf(maps);
                }
            }
        }
    }

    private Path pin(Condition.Direction direction, boolean inverted) {
        return Path.of(store.pin(new Condition.InList(direction, LIST.digest(), inverted)));
    }

    /** Of the maps that programs look into. */
    private List<Long> mapIds() throws IOException {
        return store.states(Map.of()).stream()
                .flatMap(list -> list.maps().stream())
                .filter(map -> !map.pin().endsWith("-table"))
                .map(MapState::id)
                .toList();
    }
}
