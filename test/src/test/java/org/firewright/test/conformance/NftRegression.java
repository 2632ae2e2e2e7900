package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules by which nftables tests itself, read from a copy of its source that somebody has: {@code tests/py} holds
 * single rules for several tables, {@code dumps} of {@code tests/shell} whole rulesets. Of any version; what nft here does
 * not take is not tried.
 */
final class NftRegression {
    /** A rule and whether it is one, and how nft lists it where that is not how it is written. */
    private static final Pattern RULE = Pattern.compile("(.*?);\\s*(ok|fail)\\s*(?:;(.*))?");

    /** Such as "cnt1 type counter" and "help type ct helper { … }". */
    private static final Pattern OBJECT = Pattern.compile("(\\S+) type ((?:ct )?\\S+)(.*)");

    /** What follows the type of a set. */
    private static final Pattern PROPERTY = Pattern.compile(" (timeout|flags) ");

    private final List<String> commands = new ArrayList<>();
    private final Map<String, String> listed = new LinkedHashMap<>();
    private int rules;

    private NftRegression() {}

    /** All of a copy. */
    static List<NftCorpus.Text> texts(Path source) throws IOException {
        List<NftCorpus.Text> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = source.relativize(file).toString();
                if (name.matches("(.*/)?py/.*\\.t")) {
                    texts.add(new NftRegression().read(name, lines(file)));
                } else if (name.matches("(.*/)?dumps/.*\\.nft")) {
                    texts.add(new NftCorpus.Text(name, lines(file), true, false, Map.of()));
                }
            }
        }
        return texts;
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private NftCorpus.Text read(String name, List<String> lines) {
        int tables = 0;
        for (String line : lines) {
            if (line.startsWith("*")) {
                String table = line.substring(1).split(";", -1)[0].strip() + " t" + ++tables;
                commands.add("add table " + table);
                lines.forEach(each -> add(table, each.strip()));
            }
        }
        return new NftCorpus.Text(name, List.copyOf(commands), false, false, Map.copyOf(listed));
    }

    private void add(String table, String line) {
        Matcher parts = RULE.matcher(line);
        boolean skipped = line.isEmpty() || "#:*-".indexOf(line.charAt(0)) >= 0;
        if (skipped || !parts.matches() || parts.group(2).equals("fail")) {
            return;
        }
        String rest = parts.group(1).substring(1).strip();
        switch (line.charAt(0)) {
            case '!' -> set(table, rest);
            case '?' -> elements(table, rest);
            case '%' -> object(table, line.substring(1, line.lastIndexOf(";ok")));
            default -> rule(table, parts.group(1), parts.group(3));
        }
    }

    private void set(String table, String text) {
        String[] parts = text.split(" ", 2);
        String kind = parts[1].contains(" : ") ? "map" : "set";
        String properties = PROPERTY.matcher(parts[1]).replaceAll("; $1 ");
        commands.add("add " + kind + " " + table + " " + parts[0] + " { " + properties + "; }");
    }

    private void elements(String table, String text) {
        String[] parts = text.split(" ", 2);
        boolean spaces = !parts[1].contains(",") && !parts[1].contains(" . ") && !parts[1].contains(" timeout ");
        String elements = spaces ? parts[1].strip().replaceAll(" +", ", ") : parts[1];
        commands.add("add element " + table + " " + parts[0] + " { " + elements + " }");
    }

    private void object(String table, String text) {
        Matcher parts = OBJECT.matcher(text.strip());
        if (parts.matches()) {
            String content = parts.group(3).isBlank() || parts.group(3).contains("{")
                    ? parts.group(3)
                    : " {" + parts.group(3) + "; }";
            commands.add("add " + parts.group(2) + " " + table + " " + parts.group(1) + content);
        }
    }

    private void rule(String table, String text, String expected) {
        String chain = table + " r%04d".formatted(++rules);
        commands.add("add chain " + chain);
        commands.add("add rule " + chain + " " + text);
        if (expected != null && !expected.isBlank()) {
            listed.put("add rule " + chain + " " + text, expected.strip());
        }
    }
}
