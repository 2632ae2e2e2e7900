package org.firewright.compile;

import org.firewright.agent.api.AddressRanges;

/**
 * A list, and how hosts are to hold it.
 *
 * @param list as it was read
 * @param choice what was chosen for it
 */
record ChosenList(ProjectList list, ListChoice choice) {
    AddressRanges ranges() {
        return list.read().ranges();
    }
}
