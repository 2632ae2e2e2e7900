package org.firewright.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A rule that nobody wrote.
 *
 * @param set the set or map that it looks into, such as {@code set NAME { typeof … }}, empty where it needs none; NAME stands
 *     for its name, in the rule too
 * @param rule its text
 */
record NftMade(String set, String rule) {
    /** Rules that are loaded at once. */
    private static final int CHUNK = 50;

    /** What stands for bytes that are no text: nft has taken numbers for a name. */
    private static final char NO_TEXT = '\uFFFD';

    /** Rules with tables, chains and sets for them. */
    static NftCorpus.Text text(String name, String family, List<NftMade> rules) {
        List<String> lines = new ArrayList<>(List.of("add table " + family + " t"));
        IntStream.range(0, rules.size()).forEach(i -> lines.addAll(rules.get(i).commands(family + " t", i + 1)));
        return new NftCorpus.Text(name + " " + family, List.copyOf(lines), false, false, Map.of());
    }

    private List<String> commands(String table, int number) {
        String name = "s%04d".formatted(number);
        String chain = table + " r%04d".formatted(number);
        String[] kind = set.split(" ", 2);
        return List.of(
                set.isEmpty() ? "" : "add " + kind[0] + " " + table + " " + kind[1].replace("NAME", name),
                "add chain " + chain,
                "add rule " + chain + " " + rule.replace("NAME", name));
    }

    /** Those that nft takes and can list again; some make it fall over, or are no longer understood by itself. */
    static List<NftMade> taken(NftSession session, String family, List<NftMade> rules) {
        List<NftMade> taken = new ArrayList<>();
        for (int from = 0; from < rules.size(); from += CHUNK) {
            take(session, family, rules.subList(from, Math.min(from + CHUNK, rules.size())), taken);
        }
        return taken;
    }

    private static void take(NftSession session, String family, List<NftMade> rules, List<NftMade> taken) {
        session.flush();
        NftCorpus.Text left = session.load(text("made", family, rules), new ArrayList<>());
        NftSession.Run listed = session.run("", "nft", "list", "ruleset");
        boolean listable = listed.exit() == 0
                && !listed.output().contains("netlink: Error")
                && listed.output().indexOf(NO_TEXT) < 0;
        if (listable && !left.lines().isEmpty()) {
            IntStream.range(0, rules.size())
                    .filter(i -> !left.lines().get(3 * i + 3).isEmpty())
                    .mapToObj(rules::get)
                    .forEach(taken::add);
        } else if (rules.size() > 1) {
            int half = rules.size() / 2;
            take(session, family, rules.subList(0, half), taken);
            take(session, family, rules.subList(half, rules.size()), taken);
        }
    }
}
