package org.firewright.iplist;

import org.firewright.agent.api.AddressRanges;

/**
 * What tells one version of a list from another.
 *
 * @param added addresses that only the newer one has, as the fewest ranges
 * @param removed addresses that only the older one has
 */
public record ListDifference(AddressRanges added, AddressRanges removed) {
    /** Compares two versions. */
    public static ListDifference between(AddressRanges older, AddressRanges newer) {
        return new ListDifference(RangeAlgebra.except(newer, older), RangeAlgebra.except(older, newer));
    }

    /** Whether both hold the same addresses. */
    public boolean isEmpty() {
        return added.count() == 0 && removed.count() == 0;
    }
}
