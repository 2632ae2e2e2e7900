package org.firewright.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a YAML text shall say, apart from how it is laid out. */
sealed interface YamlTree {
    /** Whether it says no more than its absence would: it is not written, but stays where a person wrote it. */
    boolean optional();

    /**
     * A text, number or word.
     *
     * @param value as it is read
     * @param yaml as it is written
     */
    record Leaf(String value, String yaml, boolean optional) implements YamlTree {}

    /**
     * Values by key.
     *
     * @param named whether the keys are names that people gave, whose order then means something
     */
    record Branch(Map<String, YamlTree> entries, boolean named, boolean optional) implements YamlTree {}

    /**
     * Branches in order.
     *
     * @param key the key whose value tells one from another
     */
    record Items(List<Branch> items, String key, boolean optional) implements YamlTree {}

    /** Texts in order: written in one line, but left in several where they stand so. */
    record Words(List<String> values) implements YamlTree {
        @Override
        public boolean optional() {
            return false;
        }

        String yaml() {
            return values.stream().map(Words::word).collect(Collectors.joining(", ", "[", "]"));
        }

        /** One of them as it stands between brackets and commas. */
        private static String word(String value) {
            return value.matches(".*[,\\[\\]{}].*") ? ProjectText.quoted(value) : ProjectText.scalar(value);
        }
    }

    /**
     * The same said in several forms. A form that stands there already stays.
     *
     * @param forms at least one; the first is written where there is none yet
     */
    record Forms(List<YamlTree> forms) implements YamlTree {
        @Override
        public boolean optional() {
            return forms.getFirst().optional();
        }
    }

    /** The lines of a branch as new projects get them. */
    static List<String> lines(Branch branch, int indent) {
        List<String> lines = new ArrayList<>();
        branch.entries().forEach((key, value) -> {
            if (!value.optional()) {
                lines.addAll(entry(key, value, indent));
            }
        });
        return lines;
    }

    /** The lines of one entry. */
    static List<String> entry(String key, YamlTree value, int indent) {
        String start = " ".repeat(indent) + ProjectText.scalar(key) + ":";
        List<String> lines = new ArrayList<>();
        switch (value) {
            case Leaf leaf -> lines.add(start + " " + leaf.yaml());
            case Branch branch -> {
                lines.add(start);
                lines.addAll(lines(branch, indent + 2));
            }
            case Items items -> {
                lines.add(start);
                items.items().forEach(item -> lines.addAll(item(item, indent + 2)));
            }
            case Words words -> lines.add(start + " " + words.yaml());
            case Forms forms -> lines.addAll(entry(key, forms.forms().getFirst(), indent));
        }
        return lines;
    }

    /** The lines of one item, with its dash at the indent. */
    static List<String> item(Branch item, int indent) {
        List<String> lines = lines(item, indent + 2);
        lines.set(0, " ".repeat(indent) + "- " + lines.getFirst().substring(indent + 2));
        return lines;
    }
}
