package org.firewright.agent.iplist;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.MapInfo;

/**
 * All that programs need of one list. Closing it leaves what is pinned.
 *
 * @param v4 the map that programs know as v4
 * @param v6 the map that programs know as v6
 * @param others maps that programs do not look into
 * @param constants what is filled into programs
 */
record ListMaps(BpfMap v4, BpfMap v6, List<BpfMap> others, Map<String, Long> constants) implements AutoCloseable {
    /** The maps by the names that programs know them by. */
    Map<String, BpfMap> byName() {
        return Map.of("v4", v4, "v6", v6);
    }

    /** The kernel's numbers of the maps that programs look into. */
    Set<Long> programMapIds() throws IOException {
        return new HashSet<>(List.of(v4.info().id(), v6.info().id()));
    }

    /** Bytes that the kernel charges for all of it. */
    long memory() throws IOException {
        long memory = v4.info().memory() + v6.info().memory();
        for (BpfMap map : others) {
            memory += map.info().memory();
        }
        return memory;
    }

    boolean memoryIsLowerBound() throws IOException {
        MapInfo info = v4.info();
        return info.memoryIsLowerBound();
    }

    @Override
    public void close() {
        v4.close();
        v6.close();
        others.forEach(BpfMap::close);
    }
}
