package org.firewright.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rows of text under each other, every column as wide as its widest cell. Columns of figures are set to the right. */
final class Columns {
    /** Stands where there is no figure. */
    static final String NONE = "–";

    private static final Pattern FIGURE = Pattern.compile("[0-9][0-9.,]*( ([kMG]?B|ms|/s))?|" + NONE);

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... heads) {
        this.heads = List.of(heads);
    }

    Columns row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    /** The lines, that of the heads first, each after so many blanks. */
    List<String> lines(int indent) {
        int[] widths = new int[heads.size()];
        boolean[] figures = new boolean[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = heads.get(column).length();
            figures[column] = !rows.isEmpty();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
                figures[column] &= FIGURE.matcher(row.get(column)).matches();
            }
        }
        return Stream.concat(Stream.of(heads), rows.stream())
                .map(row -> line(row, indent, widths, figures))
                .toList();
    }

    private static String line(List<String> row, int indent, int[] widths, boolean[] figures) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String room = " ".repeat(widths[column] - cell.length());
            line.append(figures[column] ? room + cell : cell + room).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
