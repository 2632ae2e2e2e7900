package org.firewright.agent.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.iplist.ListStore;

/**
 * What our maps take, for whoever asks often: a pinned map never changes its content, so that the kernel is asked again
 * only when pins have come or gone. To be used by one thread.
 */
public final class MapMemory {
    private final ListStore lists;
    private final Path folder;
    private List<Path> pins = List.of();
    private long bytes;

    /**
     * Knows nothing yet.
     *
     * @param folder the store's folder; may not be there
     */
    public MapMemory(ListStore lists, Path folder) {
        this.lists = lists;
        this.folder = folder;
    }

    /** Bytes of all maps, each counted once. */
    long bytes() throws ProblemException {
        try {
            List<Path> present = Bpffs.covers(folder) ? Bpffs.pins(folder) : List.of();
            if (!present.equals(pins)) {
                bytes = lists.states(Map.of()).stream()
                        .map(ListState::maps)
                        .flatMap(List::stream)
                        .mapToLong(MapState::memory)
                        .sum();
                pins = present;
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.REFUSED,
                            Place.HOST,
                            "The lists that the kernel holds cannot be read: " + e.getMessage() + ".",
                            "Connect as root, or as a user who may use sudo."),
                    e);
        }
    }
}
