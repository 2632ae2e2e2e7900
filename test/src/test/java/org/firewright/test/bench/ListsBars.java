package org.firewright.test.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What packed tables must do better than tries, and whether they did in this run. */
final class ListsBars {
    private static final int MILLION = 1_000_000;

    private final List<ListRow> rows;
    private final List<String> lines = new ArrayList<>();

    private ListsBars(List<ListRow> rows) {
        this.rows = rows;
    }

    /** A line for each bar that these rows can tell about. */
    static List<String> of(List<ListRow> rows) {
        ListsBars bars = new ListsBars(rows);
        bars.compare("random", 4, 8, 20, 4);
        bars.compare("random", 6, 24, 1, 3);
        bars.compare("countries", 6, 24, 1, 3);
        bars.namespaces();
        return bars.lines;
    }

    private void compare(String data, int family, double bytes, double load, double lookup) {
        Optional<ListRow> table = find("table", data, family, 1);
        Optional<ListRow> trie = find("trie", data, family, 1);
        if (table.isEmpty() || trie.isEmpty()) {
            return;
        }
        ListRow ours = table.get();
        ListRow theirs = trie.get();
        String what = data + " IPv" + family + ", " + String.format(Locale.ROOT, "%,d", ours.entries()) + " ranges: ";
        line(what + "bytes a range", (double) ours.memoryBytes() / ours.entries(), bytes, false);
        line(what + "times faster to load than the trie", theirs.loadMs() / ours.loadMs(), load, true);
        line(what + "times faster to look up, cold", theirs.coldNs() / ours.coldNs(), lookup, true);
        line(what + "times faster to look up, hot", theirs.hotNs() / ours.hotNs(), 1, true);
    }

    private void namespaces() {
        Optional<ListRow> one = find("table", "random", 4, 1);
        Optional<ListRow> hundred = find("table", "random", 4, 100);
        if (one.isPresent() && hundred.isPresent()) {
            double more = (hundred.get().memoryBytes() - one.get().memoryBytes()) / 99.0 / 1024;
            line("kB that one more namespace costs, a rule and its table included", more, 64, false);
        }
    }

    private Optional<ListRow> find(String representation, String data, int family, int namespaces) {
        return rows.stream()
                .filter(row -> row.representation().equals(representation)
                        && row.data().equals(data)
                        && row.family() == family
                        && row.namespaces() == namespaces
                        && (row.entries() == MILLION || !data.equals("random")))
                .findFirst();
    }

    private void line(String what, double found, double bar, boolean atLeast) {
        boolean met = atLeast ? found >= bar : found <= bar;
        lines.add(String.format(
                Locale.ROOT,
                "%-78s %8.2f  %s %s: %s",
                what,
                found,
                atLeast ? "at least" : "at most",
                bar,
                met ? "met" : "MISSED"));
    }
}
