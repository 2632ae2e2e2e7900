package org.firewright.agent.api;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A table.
 *
 * @param family as nft calls it, such as inet
 * @param name its name
 * @param ours whether it is the one that Firewright manages
 * @param head the lines up to its first block
 * @param blocks what is in it: objects, sets, flow tables, chains
 */
public record TableListing(String family, String name, boolean ours, String head, List<BlockListing> blocks) {
    /** All of it, its last line with a line feed. */
    public String text() {
        return blocks.stream().map(BlockListing::text).collect(joining("\n", head, "}\n"));
    }
}
