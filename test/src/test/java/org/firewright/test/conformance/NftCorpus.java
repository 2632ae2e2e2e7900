package org.firewright.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules to compare with nft. In a file of rules, {@code table FAMILY} starts a table, a line that starts with an
 * exclamation mark adds an object to it ({@code ! set NAME { … }}), every other line is a rule and gets a chain of its own.
 * A file of a ruleset is loaded as it is.
 */
final class NftCorpus {
    private static final Path FOLDER = Path.of("test/src/test/resources/nft");

    private NftCorpus() {}

    /**
     * What nft is to load, by the name of its file.
     *
     * @param ruleset whether it is a whole ruleset as nft lists it, not rule after rule
     * @param canonical whether all rules are written as nft here lists them
     * @param listed how some version of nft lists a line's rule, where that is known and is not how it is written
     */
    record Text(String name, List<String> lines, boolean ruleset, boolean canonical, Map<String, String> listed) {
        @Override
        public String toString() {
            return name;
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }

        Text without(List<Integer> numbers) {
            List<String> left = new ArrayList<>(lines);
            numbers.forEach(number -> left.set(number - 1, ""));
            return with(left);
        }

        /** The same with other lines. */
        Text with(List<String> others) {
            return new Text(name, List.copyOf(others), ruleset, canonical, listed);
        }
    }

    static List<Text> rules() {
        return files("rules")
                .map(file -> new Text(name(file), commands(lines(file)), false, true, Map.of()))
                .toList();
    }

    static List<Text> rulesets() {
        return files("rulesets")
                .map(file -> new Text(name(file), lines(file), true, true, Map.of()))
                .toList();
    }

    private static Path folder() {
        return Files.exists(FOLDER) ? FOLDER : Path.of("..").resolve(FOLDER);
    }

    private static Stream<Path> files(String kind) {
        try (Stream<Path> files = Files.list(folder().resolve(kind))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return folder().relativize(file).toString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commands(List<String> lines) {
        List<String> commands = new ArrayList<>();
        String table = "";
        int tables = 0;
        int rules = 0;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("table ")) {
                table = line.substring(6).strip() + " t" + ++tables;
                commands.add("add table " + table);
            } else if (line.startsWith("! ")) {
                String kind = line.startsWith("! ct ") ? "ct " + line.split(" ", -1)[2] : line.split(" ", -1)[1];
                String rest = line.substring(2 + kind.length());
                commands.add("add " + kind + " " + table + " " + rest.strip());
            } else {
                String chain = table + " r%04d".formatted(++rules);
                commands.add("add chain " + chain);
                commands.add("add rule " + chain + " " + line);
            }
        }
        return List.copyOf(commands);
    }
}
