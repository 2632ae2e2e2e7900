package org.firewright.agent.api;

import java.util.List;

/**
 * A host at one moment.
 *
 * @param at when, by the host's clock
 * @param namespaces those asked for, by name, {@link Ruleset#ROOT} first
 * @param lists every list that the kernel holds for us, once, whatever the number of namespaces that use it
 * @param problems what could not be read, with its place
 */
public record HostState(long at, List<NamespaceState> namespaces, List<ListState> lists, List<Problem> problems) {
    /** Bytes that our maps take on this host, each counted once. */
    public long memory() {
        return lists.stream()
                .flatMap(list -> list.maps().stream())
                .mapToLong(MapState::memory)
                .sum();
    }
}
