package org.firewright.agent.nftables.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;

/**
 * A table with all that is in it.
 *
 * @param elements of sets by the set's name; only of those whose elements were asked for
 */
public record Contents(
        Item.Table table,
        List<Item.Shared> shared,
        List<Item.Set> sets,
        Map<String, List<Item.Element>> elements,
        List<Item.FlowTable> flowTables,
        List<Item.Chain> chains,
        List<Item.Rule> rules,
        Map<String, List<Item.Rule>> byChain) {
    /** With the rules sorted by chain. */
    public static Contents of(
            Item.Table table,
            List<Item.Shared> shared,
            List<Item.Set> sets,
            Map<String, List<Item.Element>> elements,
            List<Item.FlowTable> flowTables,
            List<Item.Chain> chains,
            List<Item.Rule> rules) {
        return new Contents(
                table,
                shared,
                sets,
                elements,
                flowTables,
                chains,
                rules,
                rules.stream().collect(groupingBy(Item.Rule::chain)));
    }

    /** The rules of a chain, in order. */
    public List<Item.Rule> rules(String chain) {
        return byChain.getOrDefault(chain, List.of());
    }
}
