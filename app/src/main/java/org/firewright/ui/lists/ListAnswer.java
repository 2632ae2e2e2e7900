package org.firewright.ui.lists;

import java.util.List;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;

/**
 * What a list says to the question whether it contains some addresses.
 *
 * @param list its name
 * @param part how much of what was asked it contains
 * @param range the range that holds the first of them, as text; empty where there is none
 * @param use where the list is used
 */
public record ListAnswer(String list, Part part, String range, ListUse use) {
    /** How much. */
    public enum Part {
        /** All addresses asked for. */
        ALL,
        /** Some of them. */
        SOME,
        /** None of them. */
        NONE,
        /** Nobody knows: the list could not be read. */
        UNKNOWN
    }

    /** Asks every list about an address, a prefix or a range; empty where the text is none of these. */
    public static List<ListAnswer> of(List<ListEntry> lists, String question) {
        AddressRange wanted = switch (RangeQuery.of(question)) {
            case RangeQuery.Address(IpAddress address) -> new AddressRange(address, address);
            case RangeQuery.Block(AddressRange block) -> block;
            case RangeQuery.Nothing _ -> null;
            case RangeQuery.Beginning _ -> null;
            case RangeQuery.Unclear _ -> null;
        };
        return wanted == null
                ? List.of()
                : lists.stream().map(list -> answer(list, wanted)).toList();
    }

    /** Whether it is known that the list contains something of it. */
    boolean isYes() {
        return part == Part.ALL || part == Part.SOME;
    }

    private static ListAnswer answer(ListEntry list, AddressRange wanted) {
        if (list.list().isEmpty()) {
            return new ListAnswer(list.name(), Part.UNKNOWN, "", list.use());
        }
        RangeRows rows = new RangeRows(list.ranges());
        RowSpan overlap = rows.overlapping(wanted);
        if (overlap.size() == 0) {
            return new ListAnswer(list.name(), Part.NONE, "", list.use());
        }
        AddressRange first = rows.range(overlap.first());
        boolean all =
                first.first().compareTo(wanted.first()) <= 0 && first.last().compareTo(wanted.last()) >= 0;
        return new ListAnswer(list.name(), all ? Part.ALL : Part.SOME, rows.text(overlap.first()), list.use());
    }
}
