package org.firewright.iplist;

import java.util.List;
import org.firewright.agent.api.AddressRanges;

/**
 * A list as it was read: every good line is in it, every bad line is told.
 *
 * @param source where it came from, for people
 * @param ranges its addresses as the fewest ranges
 * @param entries how many lines gave an address, prefix or range, duplicates counted
 * @param badLines the first {@link ListReader#MAX_BAD_LINES} bad lines
 * @param badCount how many bad lines there are in all
 */
public record AddressList(String source, AddressRanges ranges, long entries, List<BadLine> badLines, long badCount) {
    public AddressList {
        badLines = List.copyOf(badLines);
    }
}
