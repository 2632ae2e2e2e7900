package org.firewright.expression;

import java.util.List;
import java.util.Map;

/**
 * What a text may name beside the language's own words; for completion and help.
 *
 * @param lists names without the dollar sign, and a few words about each, which may be empty
 * @param interfaces names of network interfaces
 */
public record Vocabulary(Map<String, String> lists, List<String> interfaces) {
    /** Nothing is known. */
    public static final Vocabulary NONE = new Vocabulary(Map.of(), List.of());

    public Vocabulary {
        lists = Map.copyOf(lists);
        interfaces = List.copyOf(interfaces);
    }
}
