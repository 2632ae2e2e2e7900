package org.firewright.test.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result as a picture: for random IPv4 lists in one namespace three panels, each with a line for each
 * representation over the number of ranges; both axes count in powers of ten.
 */
final class ListsPlot {
    private static final int PANEL = 320;
    private static final int HEIGHT = 300;
    private static final int LEFT = 55;
    private static final int BOTTOM = 40;
    private static final int TOP = 40;
    private static final List<String> KINDS = List.of("table", "trie", "nft-set");
    private static final List<String> COLOURS = List.of("#1f7a4d", "#b5542b", "#3b5fa8");

    private final StringBuilder out = new StringBuilder();
    private final List<ListRow> rows;

    private ListsPlot(List<ListRow> rows) {
        this.rows = rows.stream()
                .filter(row -> row.data().equals("random") && row.family() == 4 && row.namespaces() == 1)
                .toList();
    }

    private record Panel(String title, double least, double most, Function<ListRow, Double> value) {}

    /** An SVG document. */
    static String of(List<ListRow> rows) {
        return new ListsPlot(rows).draw();
    }

    private String draw() {
        List<Panel> panels = List.of(
                new Panel("load, ms", 1, 100_000, ListRow::loadMs),
                new Panel("kernel memory, bytes a range", 1, 1_000, row -> (double) row.memoryBytes() / row.entries()),
                new Panel("lookup from cold caches, ns", 100, 10_000, ListRow::coldNs));
        out.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                        + "font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                PANEL * panels.size(), HEIGHT + 30));
        for (int i = 0; i < panels.size(); i++) {
            draw(panels.get(i), i * PANEL);
        }
        for (int i = 0; i < KINDS.size(); i++) {
            text(20 + 120 * i, HEIGHT + 20, COLOURS.get(i), "start", "● " + KINDS.get(i));
        }
        return out.append("</svg>\n").toString();
    }

    private void draw(Panel panel, int from) {
        text(from + LEFT, 24, "#222", "start", panel.title());
        for (double value = panel.least(); value <= panel.most() * 1.01; value *= 10) {
            double y = y(panel, value);
            line(from + LEFT, y, from + PANEL - 15, y);
            text(from + LEFT - 6, y + 4, "#555", "end", String.format(Locale.ROOT, "%,d", Math.round(value)));
        }
        for (double size = 1_000; size < 2_000_000; size *= 10) {
            text(from + x(size), HEIGHT - BOTTOM + 18, "#555", "middle", Math.round(size / 1_000) + "k");
        }
        for (int i = 0; i < KINDS.size(); i++) {
            String kind = KINDS.get(i);
            StringBuilder points = new StringBuilder();
            for (ListRow row : rows) {
                Optional<Double> value = Optional.of(row)
                        .filter(each -> each.representation().equals(kind))
                        .map(panel.value());
                value.ifPresent(found -> points.append(format("%.1f,%.1f ", from + x(row.entries()), y(panel, found))));
            }
            if (!points.isEmpty()) {
                out.append(format(
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>%n",
                        points.toString().strip(), COLOURS.get(i)));
            }
        }
    }

    private static double x(double size) {
        return LEFT + 15 + (Math.log10(size) - 3) / 3 * (PANEL - LEFT - 50);
    }

    private static double y(Panel panel, double value) {
        double part = Math.log10(Math.clamp(value, panel.least(), panel.most()) / panel.least())
                / Math.log10(panel.most() / panel.least());
        return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP);
    }

    private void line(double fromX, double fromY, double toX, double toY) {
        out.append(format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n", fromX, fromY, toX, toY));
    }

    private void text(double x, double y, String colour, String anchor, String words) {
        out.append(format(
                "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n", x, y, colour, anchor, words));
    }

    @SuppressWarnings("AnnotateFormatMethod") // all patterns are in this file
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
