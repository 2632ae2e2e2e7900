package org.firewright.ui.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.ListState;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.iplist.ListMemory;

/** What the lists that a host holds once would take as nft sets, one in each namespace that uses them. */
public final class SetMemory {
    private static final int DIGITS = 16; // of a digest, as hosts tell it

    private final ReadOnlyObjectWrapper<Map<String, Long>> sizes = new ReadOnlyObjectWrapper<>(this, "sizes", Map.of());

    public SetMemory(Threads threads, ProjectModel project) {
        Newest<CompiledProject> counting = new Newest<>(threads, Duration.ZERO, compiled -> {
            Map<String, Long> now = count(compiled.lists());
            threads.fx().execute(() -> sizes.set(now));
        });
        project.compiledProperty().subscribe(compiled -> {
            if (compiled != null) {
                counting.offer(compiled);
            }
        });
    }

    /** Bytes of one nft set with a list's ranges, by the beginning of the list's digest that hosts tell. */
    public ReadOnlyObjectProperty<Map<String, Long>> sizesProperty() {
        return sizes.getReadOnlyProperty();
    }

    /** Bytes of sets in all namespaces of a host; empty where it holds a list that the project does not have as it is there. */
    public OptionalLong bytes(HostState host) {
        Map<String, Long> known = sizes.get();
        return host.lists().stream().map(ListState::digest).allMatch(known::containsKey)
                ? OptionalLong.of(host.lists().stream()
                        .mapToLong(list ->
                                known.get(list.digest()) * list.namespaces().size())
                        .sum())
                : OptionalLong.empty();
    }

    /** Counting a list through takes time with its length, so what is known is not counted again. */
    private Map<String, Long> count(List<ProjectList> lists) {
        Map<String, Long> before = sizes.get();
        Map<String, Long> now = new HashMap<>();
        for (ProjectList list : lists) {
            now.computeIfAbsent(list.file().digest().substring(0, DIGITS), digest -> {
                Long known = before.get(digest);
                return known == null ? ListMemory.nftSet(list.read().ranges()) : known;
            });
        }
        return Map.copyOf(now);
    }
}
