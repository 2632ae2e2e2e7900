package org.firewright.agent.nftables;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.RuleListing;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.TableListing;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.agent.nftables.text.Style;

/** Tables as the desktop gets them: first all but their rules is known, then rule after rule is told. */
final class Listings {
    private final Map<Key, Table> tables = new LinkedHashMap<>();

    /** Which table. */
    private record Key(int family, String name) {}

    /** A table that is told, and what its rules' listings need. */
    private record Table(Contents contents, boolean ours, RulesetText text, Map<String, Step.Counter> counters) {}

    /** A rule, and where it belongs. */
    record Listed(Key table, String chain, RuleListing rule) {}

    /**
     * Of tables without rules, in the order in which they are listed.
     *
     * @throws MalformedMessageException when a counter's figures are none
     */
    Listings(List<Contents> all, Style style) throws MalformedMessageException {
        for (Contents contents : all) {
            Item.Table table = contents.table();
            tables.put(
                    new Key(table.family(), table.name()),
                    new Table(contents, isOurs(table), new RulesetText(contents, style), counters(contents.shared())));
        }
    }

    /** Whether it is the table that we manage. */
    static boolean isOurs(Item.Table table) {
        return table.family() == NfTables.INET && table.name().equals(Ruleset.TABLE);
    }

    /** Reads a message that lists a rule, on any thread; null where it is of a table that has come since. */
    Listed rule(Message message) throws MalformedMessageException {
        Item.Rule rule = Codec.read(Item.Rule.class, message);
        Key key = new Key(rule.family(), rule.table());
        Table table = tables.get(key);
        return table == null ? null : new Listed(key, rule.chain(), rule(rule, table));
    }

    /** All tables with their rules. */
    List<TableListing> with(List<Listed> rules) {
        Map<Key, Map<String, List<RuleListing>>> sorted = rules.stream()
                .filter(Objects::nonNull)
                .collect(groupingBy(Listed::table, groupingBy(Listed::chain, mapping(Listed::rule, toList()))));
        return tables.entrySet().stream()
                .map(entry -> table(entry.getValue(), sorted.getOrDefault(entry.getKey(), Map.of())))
                .toList();
    }

    private static TableListing table(Table table, Map<String, List<RuleListing>> rules) {
        RulesetText.Parts parts = table.text().parts();
        Item.Table item = table.contents().table();
        return new TableListing(
                Families.name(item.family()),
                item.name(),
                table.ours(),
                parts.head(),
                parts.parts().stream().map(part -> block(part, rules)).toList());
    }

    private static BlockListing block(RulesetText.Part part, Map<String, List<RuleListing>> rules) {
        return switch (part.item()) {
            case Item.Chain chain ->
                new BlockListing(
                        BlockListing.Kind.CHAIN,
                        chain.name(),
                        part.head(),
                        List.copyOf(rules.getOrDefault(chain.name(), List.of())),
                        -1);
            case Item.Set set -> block(BlockListing.Kind.SET, set.name(), part, set.count() == null ? -1 : set.count());
            case Item.FlowTable flow -> block(BlockListing.Kind.FLOW_TABLE, flow.name(), part, -1);
            case Item.Shared shared -> block(BlockListing.Kind.OBJECT, shared.name(), part, -1);
            case Item.Table t -> throw noBlock(t);
            case Item.Rule r -> throw noBlock(r);
            case Item.Elements e -> throw noBlock(e);
        };
    }

    private static IllegalArgumentException noBlock(Item item) {
        return new IllegalArgumentException("No block of a table: " + item);
    }

    private static BlockListing block(BlockListing.Kind kind, String name, RulesetText.Part part, long elements) {
        return new BlockListing(kind, name, part.head(), List.of(), elements);
    }

    private static Map<String, Step.Counter> counters(List<Item.Shared> objects) throws MalformedMessageException {
        Map<String, Step.Counter> counters = new HashMap<>();
        for (Item.Shared object : objects) {
            if (object.isCounter()) {
                counters.put(object.name(), Counters.figures(object));
            }
        }
        return counters;
    }

    private static RuleListing rule(Item.Rule rule, Table table) {
        Map<String, Step.Counter> counters = table.counters();
        String name = Counters.named(rule).filter(counters::containsKey).orElse("");
        Optional<Step.Counter> counter = name.isEmpty() ? Counters.own(rule) : Optional.of(counters.get(name));
        return new RuleListing(
                table.text().rule(rule),
                rule.handle() == null ? 0 : rule.handle(),
                table.ours() ? UserData.ruleId(UserData.orEmpty(rule.userData())) : "",
                counter.isPresent(),
                name,
                counter.map(Step.Counter::packets).orElse(0L),
                counter.map(Step.Counter::bytes).orElse(0L),
                RulesetText.pins(rule));
    }
}
