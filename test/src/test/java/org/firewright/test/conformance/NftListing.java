package org.firewright.test.conformance;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ruleset's text, cut into its objects, so that they are compared one by one. */
final class NftListing {
    private static final Pattern SEVERAL_FLAGS = Pattern.compile("\\{ ([^{}]*\\|[^{}]*) }");
    private static final Pattern BETWEEN = Pattern.compile(",\\s+");

    private NftListing() {}

    /**
     * The same text with sets of several flags in an order of ours: nft sorts by the lowest flag, and leaves those that
     * share it as the kernel lists them, which is by hash and from boot to boot another order.
     */
    static String ordered(String text) {
        return SEVERAL_FLAGS
                .matcher(text)
                .replaceAll(set -> Matcher.quoteReplacement(
                        BETWEEN.splitAsStream(set.group(1)).sorted().collect(joining(", ", "{ ", " }"))));
    }

    /** Each object's text by its table and first line; times that run are left out. */
    static Map<String, String> blocks(String text) {
        Map<String, String> blocks = new LinkedHashMap<>();
        String table = "";
        StringBuilder block = new StringBuilder();
        String header = "";
        for (String line : text.replaceAll(" expires [0-9a-z]+", "").split("\n", -1)) {
            if (line.startsWith("table ")) {
                table = line;
                blocks.put(table, line);
            } else if (line.startsWith("\t") && !line.startsWith("\t\t") && line.endsWith("{")) {
                header = table + line;
                block = new StringBuilder(line).append('\n');
            } else if (line.equals("\t}")) {
                blocks.put(header, block.append(line).toString());
                block = new StringBuilder();
            } else if (line.startsWith("\t\t") || (line.startsWith("\t") && block.length() > 0)) {
                block.append(line).append('\n');
            } else if (!line.isEmpty() && !line.equals("}")) {
                blocks.merge(table, "\n" + line, String::concat);
            }
        }
        return blocks;
    }
}
