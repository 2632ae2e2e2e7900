package org.firewright.agent.iplist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListData;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.MapInfo;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.linux.SystemCallException;

/**
 * A list as two longest-prefix-match tries. Every kernel has them; they are larger and slower than
 * tables. Whether prefixes have numbers is a matter of the object.
 */
record Tries(ListObject object) implements Representation {
    /** One trie: its part of the list, its name in programs, and what fills it. */
    private record Trie(ListPin.Part part, String name, TrieFiller.Family family) {}

    private static final List<Trie> TRIES = List.of(
            new Trie(ListPin.Part.TRIE4, "v4", TrieFiller.Family.IPV4),
            new Trie(ListPin.Part.TRIE6, "v6", TrieFiller.Family.IPV6));

    @Override
    public List<ListPin.Part> parts() {
        return List.of(ListPin.Part.TRIE4, ListPin.Part.TRIE6);
    }

    @Override
    public Optional<ListMaps> adopt(Pins pins, String list) throws IOException {
        Optional<BpfMap> v4 = adopt(pins, list, TRIES.get(0));
        Optional<BpfMap> v6 = adopt(pins, list, TRIES.get(1));
        if (v4.isPresent() && v6.isPresent()) {
            return Optional.of(new ListMaps(v4.get(), v6.get(), List.of(), Map.of()));
        }
        v4.ifPresent(BpfMap::close);
        v6.ifPresent(BpfMap::close);
        return Optional.empty();
    }

    @Override
    public ListMaps load(Pins pins, ListContent content, ListData data, Consumer<Progress> progress)
            throws IOException, ProblemException {
        String list = ListPin.shorten(content.digest());
        long v4Count = TrieFiller.count(data, TrieFiller.Family.IPV4);
        long v6Count = TrieFiller.count(data, TrieFiller.Family.IPV6);
        long total = v4Count + v6Count;
        if (total > TrieFiller.MAX_PREFIXES) {
            throw ListProblems.tooLarge(content, total);
        }
        long[] done = new long[1];
        Runnable tell = () -> progress.accept(new Progress("Loading list " + content.name(), done[0], total));
        tell.run();
        List<BpfMap> maps = new ArrayList<>();
        try {
            for (Trie trie : TRIES) {
                long count = trie.family() == TrieFiller.Family.IPV4 ? v4Count : v6Count;
                Optional<BpfMap> pinned = adopt(pins, list, trie);
                if (pinned.isPresent()) {
                    maps.add(pinned.get());
                } else {
                    MapSpec spec =
                            spec(trie).sized((int) count).named("fw_" + trie.name() + "_" + list.substring(0, 8));
                    BpfMap filled = TrieFiller.fill(spec, data, trie.family(), put -> {
                        done[0] += put;
                        tell.run();
                    });
                    maps.add(pins.pin(filled, new ListPin.Map(list, trie.part()), fits(trie)));
                }
            }
            return new ListMaps(maps.get(0), maps.get(1), List.of(), Map.of());
        } catch (SystemCallException e) {
            maps.forEach(BpfMap::close);
            throw ListProblems.mapRefused(content, e);
        } catch (IOException e) {
            maps.forEach(BpfMap::close);
            throw e;
        }
    }

    private Optional<BpfMap> adopt(Pins pins, String list, Trie trie) throws IOException {
        return pins.adopt(new ListPin.Map(list, trie.part()), fits(trie));
    }

    private Predicate<MapInfo> fits(Trie trie) throws IOException {
        MapSpec spec = spec(trie);
        return info ->
                info.type() == spec.type() && info.keySize() == spec.keySize() && info.valueSize() == spec.valueSize();
    }

    private MapSpec spec(Trie trie) throws IOException {
        return object.spec().map(trie.name());
    }
}
