package org.firewright.iplist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;

/** Which lists contain an address. */
public final class ListSearch {
    private ListSearch() {}

    /**
     * A list that contains the address.
     *
     * @param list its name
     * @param range the range of it that the address is in
     */
    public record Hit(String list, AddressRange range) {}

    /** Asks every list, in their order. A few dozen steps for each, however long it is. */
    public static List<Hit> find(Map<String, AddressRanges> lists, IpAddress address) {
        List<Hit> hits = new ArrayList<>();
        lists.forEach((name, ranges) -> range(ranges, address).ifPresent(range -> hits.add(new Hit(name, range))));
        return List.copyOf(hits);
    }

    /** The range that an address is in. */
    public static Optional<AddressRange> range(AddressRanges ranges, IpAddress address) {
        int low = 0;
        int high = (address.v6() ? ranges.v6Count() : ranges.v4Count()) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            AddressRange range = at(ranges, address.v6(), middle);
            if (address.compareTo(range.first()) < 0) {
                high = middle - 1;
            } else if (address.compareTo(range.last()) > 0) {
                low = middle + 1;
            } else {
                return Optional.of(range);
            }
        }
        return Optional.empty();
    }

    /** One range of a family, by its place among them from 0 on: for whoever shows a list line by line. */
    public static AddressRange at(AddressRanges ranges, boolean v6, int index) {
        if (v6) {
            long[] numbers = ranges.v6();
            int at = 4 * index;
            return new AddressRange(
                    new IpAddress(true, numbers[at], numbers[at + 1]),
                    new IpAddress(true, numbers[at + 2], numbers[at + 3]));
        }
        int[] numbers = ranges.v4();
        return new AddressRange(IpAddress.v4(numbers[2 * index]), IpAddress.v4(numbers[2 * index + 1]));
    }
}
