package org.firewright.iplist;

/**
 * How the lines of a list are to be read.
 *
 * @param column of a table (CSV) the column that holds the addresses, from 1 on; 0 where a line is one entry. Cells are
 *     separated by commas, semicolons or tabs, whichever stands first in the first line that has one of them, and may
 *     stand in double quotes (RFC 4180, but no cell reaches over a line's end). A first line whose cell is no address is
 *     taken for the heading.
 */
public record ListFormat(int column) {
    /** One entry in each line. */
    public static final ListFormat LINES = new ListFormat(0);

    /** The largest number of a column that is read. */
    public static final int MAX_COLUMN = 1_000;

    /** Throws IllegalArgumentException for a column that cannot be. */
    public ListFormat {
        if (column < 0 || column > MAX_COLUMN) {
            throw new IllegalArgumentException("There is no column " + column + ".");
        }
    }

    /** A table whose column holds addresses; throws IllegalArgumentException for a column below 1. */
    public static ListFormat csv(int column) {
        if (column < 1) {
            throw new IllegalArgumentException("Columns are counted from 1 on.");
        }
        return new ListFormat(column);
    }
}
