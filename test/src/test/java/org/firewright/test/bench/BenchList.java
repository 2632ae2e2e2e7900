package org.firewright.test.bench;

import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;

/** A list as an agent gets it: the desktop's part, which is reading and packing, is over. */
record BenchList(AddressRanges ranges, ListContent content) {
    static BenchList of(AddressRanges ranges) {
        return new BenchList(
                ranges, new ListContent("bench", ListFile.of(ranges).digest(), ranges.count()));
    }
}
