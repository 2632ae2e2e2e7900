package org.firewright.test.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

/** A ruleset's text, cut into its objects, so that they are compared one by one. */
final class NftListing {
    private NftListing() {}

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
