package org.firewright.ui.lists;

import org.firewright.agent.api.AddressRanges;
import org.firewright.compile.AddressSets;

/**
 * What a list's new version changes.
 *
 * @param came addresses that only the new one has
 * @param went addresses that only the old one had
 */
public record RangesDifference(AddressRanges came, AddressRanges went) {
    /** Compares two versions; takes time with their length. */
    public static RangesDifference between(AddressRanges before, AddressRanges after) {
        return new RangesDifference(
                AddressSets.intersection(after, AddressSets.complement(before)),
                AddressSets.intersection(before, AddressSets.complement(after)));
    }

    /** Whether both versions hold the same addresses. */
    public boolean isEmpty() {
        return came.count() == 0 && went.count() == 0;
    }
}
