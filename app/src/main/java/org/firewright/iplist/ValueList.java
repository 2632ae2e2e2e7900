package org.firewright.iplist;

import java.util.List;
import org.firewright.agent.api.AddressValues;

/**
 * A list with a number for each range, as it was read.
 *
 * @param source where it came from, for people
 * @param values the numbers
 * @param entries how many lines gave a range
 * @param badLines the first bad lines
 * @param badCount how many bad lines there are in all
 * @param conflicts how many lines give a range another number than a line before gave the same range
 */
public record ValueList(
        String source, AddressValues values, long entries, List<BadLine> badLines, long badCount, long conflicts) {
    public ValueList {
        badLines = List.copyOf(badLines);
    }
}
