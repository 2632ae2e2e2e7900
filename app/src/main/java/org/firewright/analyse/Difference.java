package org.firewright.analyse;

import java.util.List;
import java.util.Optional;

/**
 * What changes from one policy to another.
 *
 * @param changes by the rules that decide, in the order of the policy before; empty where nothing changes
 * @param move that packets meet the policy elsewhere; empty where its hook and priority are the same
 * @param more how many pairs of rules there are beyond those told
 * @param undecided sentences about rules whose conditions no single packet decides: each was taken for one that may
 *     match or not, so a change that comes only from them may be told that is none
 */
public record Difference(List<Change> changes, Optional<Move> move, int more, List<String> undecided) {
    public Difference {
        changes = List.copyOf(changes);
        undecided = List.copyOf(undecided);
    }

    /** Whether every packet meets the same end under both, at the same place. */
    public boolean isEmpty() {
        return changes.isEmpty() && move.isEmpty();
    }
}
