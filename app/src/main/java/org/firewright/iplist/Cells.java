package org.firewright.iplist;

/** Finds a cell of a table's line; see {@link ListFormat}. */
final class Cells {
    private final int column;
    private byte separator;
    private int start;
    private int end;

    Cells(int column) {
        this.column = column;
    }

    /** Looks for the column's cell; false where the line has too few cells. */
    boolean find(byte[] text, int from, int to) {
        if (separator == 0) {
            separator = separator(text, from, to);
        }
        int at = from;
        for (int number = 1; ; number++) {
            int cellStart = at;
            boolean quoted = at < to && text[at] == '"';
            if (quoted) {
                at++;
                while (at < to && (text[at] != '"' || (at + 1 < to && text[at + 1] == '"' && at++ < to))) {
                    at++;
                }
            }
            while (at < to && text[at] != separator) {
                at++;
            }
            if (number == column) {
                start = cellStart;
                end = at;
                trim(text);
                return true;
            }
            if (at >= to) {
                return false;
            }
            at++;
        }
    }

    private void trim(byte[] text) {
        blanks(text);
        if (end - start >= 2 && text[start] == '"' && text[end - 1] == '"') {
            start++;
            end--;
            blanks(text);
        }
    }

    private void blanks(byte[] text) {
        while (start < end && Lines.isBlank(text[start])) {
            start++;
        }
        while (end > start && Lines.isBlank(text[end - 1])) {
            end--;
        }
    }

    private static byte separator(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ',' || text[i] == ';' || text[i] == '\t') {
                return text[i];
            }
        }
        return 0;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
