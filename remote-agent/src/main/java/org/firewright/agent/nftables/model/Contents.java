package org.firewright.agent.nftables.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
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
    /**
     * Sorts items into their tables; what is of a table that is not among them is left out, and so are rules of a chain
     * that has no name yet.
     */
    public static List<Contents> of(List<Item> items) {
        List<Contents> all = new ArrayList<>();
        for (Item each : items) {
            if (each instanceof Item.Table table) {
                all.add(of(
                        table,
                        items.stream()
                                .filter(item -> item.family() == table.family()
                                        && table.name().equals(item.tableName()))
                                .toList()));
            }
        }
        return List.copyOf(all);
    }

    private static Contents of(Item.Table table, List<Item> items) {
        Map<String, List<Item.Element>> elements = new HashMap<>();
        for (Item.Elements some : only(Item.Elements.class, items)) {
            elements.computeIfAbsent(some.set(), name -> new ArrayList<>())
                    .addAll(some.elements() == null ? List.of() : some.elements());
        }
        return of(
                table,
                only(Item.Shared.class, items),
                only(Item.Set.class, items),
                elements,
                only(Item.FlowTable.class, items),
                only(Item.Chain.class, items).stream()
                        .filter(chain -> chain.name() != null)
                        .toList(),
                only(Item.Rule.class, items).stream()
                        .filter(rule -> rule.chain() != null)
                        .toList());
    }

    private static <T extends Item> List<T> only(Class<T> type, List<Item> items) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

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

    /** The same with these rules instead of those that are there. */
    public Contents withRules(List<Item.Rule> others) {
        return of(table, shared, sets, elements, flowTables, chains, others);
    }

    /** The rules of a chain, in order. */
    public List<Item.Rule> rules(String chain) {
        return byChain.getOrDefault(chain, List.of());
    }
}
