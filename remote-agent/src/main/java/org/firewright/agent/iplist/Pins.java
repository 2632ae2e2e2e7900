package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.MapInfo;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;

/**
 * Pinned maps of lists. Maps are pinned when they are full and never changed afterwards; several agents may do so at
 * the same time.
 *
 * @param folder of a mounted bpffs
 */
record Pins(Path folder) {
    Path path(ListPin pin) {
        return folder.resolve(pin.name());
    }

    /** The pinned map; empty where there is none, or one of another shape has its name. */
    Optional<BpfMap> adopt(ListPin.Map pin, Predicate<MapInfo> fits) throws IOException {
        Optional<BpfMap> opened = open(path(pin));
        if (opened.isPresent() && !fits.test(opened.get().info())) {
            opened.get().close();
            return Optional.empty();
        }
        return opened;
    }

    /**
     * Pins a full map. Where another agent was faster its map is adopted and ours closed.
     *
     * @return the map that is pinned now; the given one is closed unless it is the result
     */
    BpfMap pin(BpfMap filled, ListPin.Map pin, Predicate<MapInfo> fits) throws IOException {
        try {
            if (tryPin(filled, pin)) {
                return filled;
            }
            Optional<BpfMap> theirs = adopt(pin, fits);
            if (theirs.isPresent()) {
                filled.close();
                return theirs.get();
            }
            // Something that cannot be such a map has its name: nobody can use it as what it is named.
            Files.deleteIfExists(path(pin));
            filled.pin(path(pin));
            return filled;
        } catch (IOException e) {
            filled.close();
            throw e;
        }
    }

    /** A pinned map of any shape; empty where there is none. */
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

    private boolean tryPin(BpfMap filled, ListPin.Map pin) throws SystemCallException {
        try {
            filled.pin(path(pin));
            return true;
        } catch (SystemCallException e) {
            if (e.errno() == Errno.EEXIST) {
                return false;
            }
            throw e;
        }
    }
}
