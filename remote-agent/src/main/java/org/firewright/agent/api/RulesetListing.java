package org.firewright.agent.api;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A namespace's whole ruleset at one moment, as text in nft's notation, cut where a reader would cut it.
 *
 * @param generation the ruleset's generation
 * @param tables in the kernel's order
 */
public record RulesetListing(String namespace, long generation, List<TableListing> tables) {
    /** As {@code nft list ruleset} prints it, with paths of pinned programs and ids of our rules besides. */
    public String text() {
        return tables.stream().map(TableListing::text).collect(joining());
    }
}
