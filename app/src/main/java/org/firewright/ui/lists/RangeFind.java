package org.firewright.ui.lists;

import java.util.ArrayList;
import java.util.List;

/**
 * What a search came to.
 *
 * @param query what was looked for
 * @param rows the rows that fit, in order, disjoint
 * @param near the row to look at: the first that fits, or where it would stand; -1 in an empty list
 */
public record RangeFind(RangeQuery query, List<RowSpan> rows, int near) {
    /** Nothing was looked for. */
    public static final RangeFind NOTHING = new RangeFind(new RangeQuery.Nothing(), List.of(), -1);

    public RangeFind {
        rows = List.copyOf(rows);
    }

    /** Looks through a list; takes a few steps for each doubling of its length. */
    public static RangeFind in(RangeRows list, RangeQuery query) {
        return switch (query) {
            case RangeQuery.Nothing _ -> NOTHING;
            case RangeQuery.Unclear _ -> new RangeFind(query, List.of(), -1);
            case RangeQuery.Address wanted -> {
                int row = list.rowOf(wanted.address());
                List<RowSpan> rows = row < 0 ? List.of() : List.of(new RowSpan(row, row + 1));
                yield new RangeFind(query, rows, within(list, list.rowFrom(wanted.address())));
            }
            case RangeQuery.Block wanted -> found(list, query, List.of(list.overlapping(wanted.block())));
            case RangeQuery.Beginning wanted ->
                found(
                        list,
                        query,
                        wanted.starts().stream().map(list::beginningIn).toList());
        };
    }

    /** How many rows fit. */
    public int count() {
        return rows.stream().mapToInt(RowSpan::size).sum();
    }

    /** Whether this row fits. */
    public boolean contains(int row) {
        return rows.stream().anyMatch(span -> span.contains(row));
    }

    /** The next row that fits behind this one, or the first of all; -1 where none fits. */
    public int after(int row) {
        for (RowSpan span : rows) {
            if (row + 1 < span.end()) {
                return Math.max(row + 1, span.first());
            }
        }
        return rows.isEmpty() ? -1 : rows.getFirst().first();
    }

    /** The last row that fits before this one, or the last of all; -1 where none fits. */
    public int before(int row) {
        for (RowSpan span : rows.reversed()) {
            if (row > span.first()) {
                return Math.min(row - 1, span.end() - 1);
            }
        }
        return rows.isEmpty() ? -1 : rows.getLast().end() - 1;
    }

    private static RangeFind found(RangeRows list, RangeQuery query, List<RowSpan> spans) {
        List<RowSpan> rows = new ArrayList<>(spans);
        rows.sort((one, other) -> Integer.compare(one.first(), other.first()));
        int near = rows.isEmpty() ? -1 : rows.getFirst().first();
        rows.removeIf(span -> span.size() == 0);
        return new RangeFind(
                query,
                rows,
                rows.isEmpty() ? within(list, near) : rows.getFirst().first());
    }

    private static int within(RangeRows list, int row) {
        return Math.min(row, list.count() - 1);
    }
}
