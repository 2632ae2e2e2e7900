package org.firewright.ui.lists;

/**
 * Consecutive rows.
 *
 * @param first the first row, from 0 on
 * @param end the row behind the last
 */
public record RowSpan(int first, int end) {
    /** How many rows. */
    public int size() {
        return end - first;
    }

    /** Whether the row is one of them. */
    public boolean contains(int row) {
        return row >= first && row < end;
    }
}
