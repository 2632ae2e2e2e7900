package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.RuleListing;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.TableListing;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.agent.nftables.text.Style;

/** Tables as the desktop gets them. */
final class Listings {
    private Listings() {}

    /** Whether it is the table that we manage. */
    static boolean isOurs(Item.Table table) {
        return table.family() == NfTables.INET && table.name().equals(Ruleset.TABLE);
    }

    static TableListing of(Contents contents, Style style) throws MalformedMessageException {
        Item.Table table = contents.table();
        boolean ours = isOurs(table);
        RulesetText.Parts parts = RulesetText.parts(contents, style);
        Map<String, Step.Counter> counters = counters(contents.shared());
        List<BlockListing> blocks = new ArrayList<>();
        for (RulesetText.Part part : parts.parts()) {
            blocks.add(
                    switch (part.item()) {
                        case Item.Chain chain -> chain(contents, chain, part, ours, counters);
                        case Item.Set set ->
                            block(BlockListing.Kind.SET, set.name(), part, set.count() == null ? -1 : set.count());
                        case Item.FlowTable flow -> block(BlockListing.Kind.FLOW_TABLE, flow.name(), part, -1);
                        case Item.Shared shared -> block(BlockListing.Kind.OBJECT, shared.name(), part, -1);
                        case Item.Table t -> throw noBlock(t);
                        case Item.Rule r -> throw noBlock(r);
                        case Item.Elements e -> throw noBlock(e);
                    });
        }
        return new TableListing(Families.name(table.family()), table.name(), ours, parts.head(), List.copyOf(blocks));
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

    private static BlockListing chain(
            Contents contents,
            Item.Chain chain,
            RulesetText.Part part,
            boolean ours,
            Map<String, Step.Counter> counters) {
        List<Item.Rule> rules = contents.rules(chain.name());
        List<RuleListing> listings = IntStream.range(0, rules.size())
                .parallel()
                .mapToObj(i -> rule(rules.get(i), part.rules().get(i), ours, counters))
                .toList();
        return new BlockListing(BlockListing.Kind.CHAIN, chain.name(), part.head(), listings, -1);
    }

    private static RuleListing rule(Item.Rule rule, String text, boolean ours, Map<String, Step.Counter> counters) {
        String name = Counters.named(rule).filter(counters::containsKey).orElse("");
        Optional<Step.Counter> counter = name.isEmpty() ? Counters.own(rule) : Optional.of(counters.get(name));
        return new RuleListing(
                text,
                rule.handle() == null ? 0 : rule.handle(),
                ours ? UserData.ruleId(UserData.orEmpty(rule.userData())) : "",
                counter.isPresent(),
                name,
                counter.map(Step.Counter::packets).orElse(0L),
                counter.map(Step.Counter::bytes).orElse(0L),
                RulesetText.pins(rule));
    }
}
