package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.MapInfo;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.bpf.ProgramSpec;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;

/**
 * Loads one list: its maps are pinned when they are full, its programs after the maps. So whatever is pinned is whole,
 * and what is missing after a crash is made anew beside it.
 */
final class ListLoader {
    private final Path folder;
    private final ListObject object;

    ListLoader(Path folder, ListObject object) {
        this.folder = folder;
        this.object = object;
    }

    /** Whether both maps of a list are pinned; the list's digest is cut as in names of pins. */
    boolean holds(String list) throws IOException {
        try (Maps maps = new Maps()) {
            for (ListPin.Family family : ListPin.Family.values()) {
                adopt(new ListPin.Map(list, family)).ifPresent(map -> maps.byFamily.put(family, map));
            }
            return maps.isWhole();
        }
    }

    /** See {@link ListStore#ensure}. */
    PreparedList ensure(ListContent content, ListSource source, Consumer<Progress> progress)
            throws IOException, ProblemException {
        String list = ListPin.shorten(content.digest());
        long start = System.nanoTime();
        try (Maps maps = new Maps()) {
            for (ListPin.Family family : ListPin.Family.values()) {
                adopt(new ListPin.Map(list, family)).ifPresent(map -> maps.byFamily.put(family, map));
            }
            boolean load = !maps.isWhole();
            if (load) {
                load(content, list, source.read(), maps, progress);
            }
            bindPrograms(content, list, maps);
            long memory = 0;
            boolean lowerBound = false;
            for (BpfMap map : maps.byFamily.values()) {
                MapInfo info = map.info();
                memory += info.memory();
                lowerBound |= info.memoryIsLowerBound();
            }
            long milliseconds = load ? Math.max(1, (System.nanoTime() - start) / 1_000_000) : 0;
            return new PreparedList(content.name(), content.digest(), load, milliseconds, memory, lowerBound);
        }
    }

    /** A pinned map; empty where there is no such pin. */
    static Optional<BpfMap> open(Path pin) throws IOException {
        try {
            return Optional.of(BpfMap.open(pin));
        } catch (SystemCallException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void load(ListContent content, String list, AddressRanges ranges, Maps maps, Consumer<Progress> progress)
            throws IOException, ProblemException {
        Map<ListPin.Family, Long> counts = new EnumMap<>(ListPin.Family.class);
        for (ListPin.Family family : ListPin.Family.values()) {
            if (!maps.byFamily.containsKey(family)) {
                counts.put(family, TrieFiller.count(ranges, family));
            }
        }
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total > TrieFiller.MAX_PREFIXES) {
            throw ListProblems.tooLarge(content, total);
        }
        String step = "Loading list " + content.name();
        long[] done = new long[1];
        progress.accept(new Progress(step, 0, total));
        for (Map.Entry<ListPin.Family, Long> missing : counts.entrySet()) {
            ListPin.Family family = missing.getKey();
            MapSpec spec = spec(family)
                    .sized(Math.toIntExact(missing.getValue()))
                    .named("fw_" + family.suffix() + "_" + list.substring(0, 8));
            try {
                BpfMap filled = TrieFiller.fill(spec, ranges, family, count -> {
                    done[0] += count;
                    progress.accept(new Progress(step, done[0], total));
                });
                maps.byFamily.put(family, filled);
                Optional<BpfMap> theirs = pinUnlessPinned(filled, new ListPin.Map(list, family));
                if (theirs.isPresent()) {
                    maps.byFamily.put(family, theirs.get());
                    filled.close();
                }
            } catch (SystemCallException e) {
                throw ListProblems.mapRefused(content, missing.getValue(), e);
            }
        }
    }

    /** Pins a full map; where another agent was faster, its map is the result and ours is not needed. */
    private Optional<BpfMap> pinUnlessPinned(BpfMap filled, ListPin.Map pin) throws IOException {
        Path path = folder.resolve(pin.name());
        try {
            filled.pin(path);
            return Optional.empty();
        } catch (SystemCallException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
        }
        Optional<BpfMap> theirs = adopt(pin);
        if (theirs.isEmpty()) {
            // Something that cannot be such a map has its name, as after a change of the maps' layout.
            Files.deleteIfExists(path);
            filled.pin(path);
        }
        return theirs;
    }

    /** The pinned map, where there is one that our programs can look into. */
    private Optional<BpfMap> adopt(ListPin.Map pin) throws IOException {
        Optional<BpfMap> opened = open(folder.resolve(pin.name()));
        if (opened.isPresent()) {
            MapSpec spec = spec(pin.family());
            MapInfo info = opened.get().info();
            boolean fits = info.type() == spec.type()
                    && info.keySize() == spec.keySize()
                    && info.valueSize() == spec.valueSize();
            if (!fits) {
                opened.get().close();
                return Optional.empty();
            }
        }
        return opened;
    }

    private void bindPrograms(ListContent content, String list, Maps maps) throws IOException, ProblemException {
        Set<Long> mapIds = maps.ids();
        for (Condition.Direction direction : Condition.Direction.values()) {
            for (boolean inverted : List.of(false, true)) {
                ListPin.Program pin = new ListPin.Program(list, direction, inverted, object.code());
                bindProgram(content, pin, maps, mapIds);
            }
        }
    }

    private void bindProgram(ListContent content, ListPin.Program pin, Maps maps, Set<Long> mapIds)
            throws IOException, ProblemException {
        Path path = folder.resolve(pin.name());
        switch (binding(path, mapIds)) {
            case BOUND -> {
                return;
            }
            case ELSEWHERE -> Files.deleteIfExists(path); // its maps have been lost and made anew
            case MISSING -> {}
        }
        String role = ListPin.role(pin.direction(), pin.inverted());
        ProgramSpec spec = object.spec().program(role);
        try (BpfProgram program = BpfProgram.load(spec, object.spec().license(), "fw_" + role, maps.byName())) {
            program.pin(path);
        } catch (SystemCallException e) {
            // Another agent was faster; it adopted the same maps.
            if (e.errno() != Errno.EEXIST || binding(path, mapIds) != Binding.BOUND) {
                throw ListProblems.programRefused(content, role, e);
            }
        } catch (IOException e) {
            throw ListProblems.programRefused(content, role, e);
        }
    }

    /** What is pinned under a program's name. */
    private enum Binding {
        BOUND,
        ELSEWHERE,
        MISSING
    }

    private static Binding binding(Path pin, Set<Long> mapIds) throws IOException {
        try (BpfProgram program = BpfProgram.open(pin)) {
            return Set.copyOf(program.info().mapIds()).equals(mapIds) ? Binding.BOUND : Binding.ELSEWHERE;
        } catch (SystemCallException e) {
            if (e.errno() == Errno.ENOENT) {
                return Binding.MISSING;
            }
            throw e;
        }
    }

    private MapSpec spec(ListPin.Family family) throws IOException {
        return object.spec().map(family.suffix());
    }

    /** A list's maps while they are open here; closing them leaves what is pinned. */
    private static final class Maps implements AutoCloseable {
        private final Map<ListPin.Family, BpfMap> byFamily = new EnumMap<>(ListPin.Family.class);

        boolean isWhole() {
            return byFamily.size() == ListPin.Family.values().length;
        }

        Map<String, BpfMap> byName() {
            return byFamily.entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().suffix(), Map.Entry::getValue));
        }

        Set<Long> ids() throws IOException {
            Set<Long> ids = new HashSet<>();
            for (BpfMap map : byFamily.values()) {
                ids.add(map.info().id());
            }
            return ids;
        }

        @Override
        public void close() {
            byFamily.values().forEach(BpfMap::close);
        }
    }
}
