package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.bpf.MapInfo;
import org.firewright.agent.bpf.MapType;

/**
 * The lists that a host's kernel holds, as pins in a folder of bpffs. Several agents may work in the same folder: who
 * comes second adopts what the first one pinned.
 */
public final class ListStore {
    private final Path folder;
    private final List<Representation> representations;
    private final ListLoader loader;

    /**
     * A store in a folder of a mounted bpffs, see {@link Bpffs#prepare}.
     *
     * @param folder such as {@link Bpffs#FOLDER}; where it does not exist the store is empty and loads nothing
     */
    public ListStore(Path folder) {
        this(folder, ListObject.table(), ListObject.trie(), ListObject.valueTable());
    }

    /** As below, with this build's tables with numbers. */
    public ListStore(Path folder, byte[] table, byte[] trie) throws IOException {
        this(folder, ListObject.of(table), ListObject.of(trie), ListObject.valueTable());
    }

    /**
     * A store whose matchers are others than this build's.
     *
     * @param folder as above
     * @param table a compiled object for packed tables
     * @param trie a compiled object for tries
     * @param valueTable a compiled object for packed tables with numbers
     * @throws IOException when one is no such object
     */
    public ListStore(Path folder, byte[] table, byte[] trie, byte[] valueTable) throws IOException {
        this(folder, ListObject.of(table), ListObject.of(trie), ListObject.of(valueTable));
    }

    private ListStore(Path folder, ListObject table, ListObject trie, ListObject valueTable) {
        this.folder = folder.toAbsolutePath().normalize();
        ListLoader.Forms plain = new ListLoader.Forms(new Tables(table, false), new Tries(trie));
        ListLoader.Forms valued = new ListLoader.Forms(new Tables(valueTable, true), new Tries(ListObject.valueTrie()));
        representations = List.of(plain.tables(), plain.tries(), valued.tables(), valued.tries());
        loader = new ListLoader(new Pins(this.folder), plain, valued);
    }

    /**
     * Whether the kernel holds a list as it shall be held, so that {@link #ensure} will not ask for its content.
     *
     * @throws IOException when what is pinned cannot be read
     */
    public boolean holds(ListContent list) throws IOException {
        return loader.holds(list);
    }

    /**
     * Makes sure that the kernel holds a list: shares what is pinned, loads what is missing. A crash on the way leaves
     * no pin of a map that is not whole.
     *
     * @param source asked for the ranges only where a map must be filled
     * @param progress hears of each step, in prefixes done and in all
     * @return with {@code loaded} true where a map had to be filled
     * @throws ProblemException when the kernel refuses, or the source does
     * @throws IOException when the source or what is pinned cannot be read
     */
    public PreparedList ensure(ListContent list, ListSource source, Consumer<Progress> progress)
            throws IOException, ProblemException {
        return loader.ensure(list, source, progress);
    }

    /**
     * The absolute path of the pinned program that decides a condition. Where the list is not loaded yet it is the path
     * that loading it will give on a kernel that takes tables; ask again after {@link #ensure}.
     */
    public String pin(Condition.InList condition) {
        return representations.stream()
                .map(representation -> path(condition, representation))
                .filter(Files::exists)
                .findFirst()
                .orElse(path(condition, representations.getFirst()))
                .toString();
    }

    private Path path(Condition.InList condition, Representation representation) {
        ListPin pin = new ListPin.Program(
                ListPin.shorten(condition.list()),
                condition.direction(),
                condition.inverted(),
                representation.object().code());
        return folder.resolve(pin.name());
    }

    /**
     * A list's program as a function for other programs. The list must be loaded. Its result is 1 for packets that a rule
     * with this condition alone would match and 0 for others; of a list with numbers it is the address' number, in the
     * lower 32 bits, 0 where it has none.
     *
     * @throws IOException when it is not, or what is pinned cannot be read
     */
    public ListCode code(Condition.InList condition) throws IOException {
        String list = ListPin.shorten(condition.list());
        String role = ListPin.role(condition.direction(), condition.inverted());
        Pins pins = new Pins(folder);
        for (Representation representation : representations) {
            Optional<ListMaps> maps = representation.adopt(pins, list);
            if (maps.isPresent()) {
                return ListCode.of(maps.get(), representation.object().spec().program(role));
            }
        }
        throw new IOException("the list " + list + " is not loaded");
    }

    /**
     * Every list that is pinned, in the order of its digest.
     *
     * @param namespacesByPin for each program's path that rules refer to: the namespaces that these rules are in
     * @throws IOException when pins cannot be read
     */
    public List<ListState> states(Map<String, List<String>> namespacesByPin) throws IOException {
        List<ListState> states = new ArrayList<>();
        for (Map.Entry<String, List<ListPin>> list : pinsByList().entrySet()) {
            List<MapState> maps = new ArrayList<>();
            Set<String> namespaces = new TreeSet<>();
            for (ListPin pin : list.getValue()) {
                switch (pin) {
                    case ListPin.Map map -> state(map).ifPresent(maps::add);
                    case ListPin.Program program ->
                        namespaces.addAll(namespacesByPin.getOrDefault(
                                folder.resolve(program.name()).toString(), List.of()));
                }
            }
            states.add(new ListState(list.getKey(), List.copyOf(maps), List.copyOf(namespaces)));
        }
        return states;
    }

    /**
     * Removes the pins of lists that no rule uses, and what a crash left behind. What a rule refers to lives on in the
     * kernel in any case.
     *
     * @param pinsInUse paths of programs that rules of any namespace, or plans about to be committed, refer to
     * @return the pins that were removed
     * @throws IOException when the folder cannot be read or a pin cannot be removed
     */
    public List<Path> collect(Set<String> pinsInUse) throws IOException {
        List<Path> removed = new ArrayList<>();
        for (List<ListPin> pins : pinsByList().values()) {
            boolean used = pins.stream().anyMatch(pin -> pinsInUse.contains(path(pin)));
            for (ListPin pin : pins) {
                boolean wanted = switch (pin) {
                    case ListPin.Map map -> used;
                    case ListPin.Program program -> used && (isCurrent(program) || pinsInUse.contains(path(program)));
                };
                // Another agent may collect at the same time: what is gone already is none of our removals.
                if (!wanted && Files.deleteIfExists(folder.resolve(pin.name()))) {
                    removed.add(folder.resolve(pin.name()));
                }
            }
        }
        return removed;
    }

    private boolean isCurrent(ListPin.Program program) {
        return representations.stream()
                .anyMatch(representation -> representation.object().code().equals(program.code()));
    }

    private String path(ListPin pin) {
        return folder.resolve(pin.name()).toString();
    }

    private Map<String, List<ListPin>> pinsByList() throws IOException {
        Map<String, List<ListPin>> pins = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            for (Path path : Bpffs.pins(folder)) {
                ListPin.parse(path.getFileName().toString())
                        .ifPresent(pin -> pins.computeIfAbsent(pin.list(), list -> new ArrayList<>())
                                .add(pin));
            }
        }
        return pins;
    }

    /** Empty when the pin went away in the meantime. */
    private Optional<MapState> state(ListPin.Map pin) throws IOException {
        Optional<BpfMap> opened = Pins.open(folder.resolve(pin.name()));
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (BpfMap map = opened.get()) {
            MapInfo info = map.info();
            return Optional.of(new MapState(
                    info.id(),
                    folder.resolve(pin.name()).toString(),
                    MapType.name(info.type()),
                    entries(pin, info),
                    info.memory(),
                    info.memoryIsLowerBound()));
        }
    }

    /** A table is one value to the kernel; how many ranges that is stands in its head. */
    private long entries(ListPin.Map pin, MapInfo info) throws IOException {
        if (pin.part() != ListPin.Part.TABLE4 && pin.part() != ListPin.Part.TABLE6) {
            return info.maxEntries();
        }
        Path headPin = folder.resolve(new ListPin.Map(pin.list(), ListPin.Part.TABLE_HEAD).name());
        Optional<BpfMap> opened = Pins.open(headPin);
        if (opened.isEmpty()) {
            return info.maxEntries(); // half a list, to be completed or collected
        }
        try (BpfMap map = opened.get()) {
            return Tables.head(map)
                    .map(head -> pin.part() == ListPin.Part.TABLE4 ? head.v4Ranges() : head.v6Ranges())
                    .orElse(info.maxEntries());
        }
    }
}
