package org.firewright.ui.lists;

import java.util.ArrayList;
import java.util.List;

/**
 * Chosen rows, kept as spans: choosing all of a million rows costs what choosing one does.
 *
 * @param spans in order, disjoint and not adjacent
 */
public record RowSelection(List<RowSpan> spans) {
    /** No row. */
    public static final RowSelection NONE = new RowSelection(List.of());

    public RowSelection {
        spans = List.copyOf(spans);
    }

    /** These rows and no others; the two may come in either order, and both belong to it. */
    public static RowSelection of(int one, int other) {
        return NONE.with(new RowSpan(Math.min(one, other), Math.max(one, other) + 1));
    }

    /** Whether the row is chosen. */
    public boolean contains(int row) {
        int low = 0;
        int high = spans.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            RowSpan span = spans.get(middle);
            if (row < span.first()) {
                high = middle - 1;
            } else if (row >= span.end()) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** How many rows are chosen. */
    public int count() {
        return spans.stream().mapToInt(RowSpan::size).sum();
    }

    /** These rows as well. */
    public RowSelection with(RowSpan added) {
        if (added.size() <= 0) {
            return this;
        }
        List<RowSpan> result = new ArrayList<>();
        int first = added.first();
        int end = added.end();
        for (RowSpan span : spans) {
            if (span.end() < first || span.first() > end) {
                result.add(span);
            } else {
                first = Math.min(first, span.first());
                end = Math.max(end, span.end());
            }
        }
        result.add(new RowSpan(first, end));
        result.sort((one, other) -> Integer.compare(one.first(), other.first()));
        return new RowSelection(result);
    }

    /** Without this row. */
    public RowSelection without(int row) {
        List<RowSpan> result = new ArrayList<>();
        for (RowSpan span : spans) {
            if (!span.contains(row)) {
                result.add(span);
                continue;
            }
            if (span.first() < row) {
                result.add(new RowSpan(span.first(), row));
            }
            if (row + 1 < span.end()) {
                result.add(new RowSpan(row + 1, span.end()));
            }
        }
        return new RowSelection(result);
    }

    /** With the row where it was not chosen, without it where it was. */
    public RowSelection toggled(int row) {
        return contains(row) ? without(row) : with(new RowSpan(row, row + 1));
    }
}
