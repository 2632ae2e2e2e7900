package org.firewright.test.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.agent.nftables.text.Style;

/** What nft sends for a text, as tables: the way to look at rules that the kernel here has no module for. */
final class NftSent {
    private static final int SUBSYSTEM = 10;

    private NftSent() {}

    /** The items of nft's messages in order; the kernel gets them, but is not asked to keep them. */
    static List<Item> items(NftSession session, String text) throws IOException {
        List<Item> items = new ArrayList<>();
        for (MnlDump.Sent sent : dump(session, text)) {
            Item item = item(sent);
            if (item != null && sent.isWhole()) {
                items.add(item);
            }
        }
        return items;
    }

    /** What nft says that it sends; its errors would get in between and are not wanted. */
    static List<MnlDump.Sent> dump(NftSession session, String text) {
        String quietly = "exec nft -c --debug=mnl -f /dev/stdin 2>/dev/null";
        return MnlDump.messages(session.run(text, "sh", "-c", quietly).output());
    }

    /** What a message makes, null for a message of another kind. */
    static Item item(MnlDump.Sent sent) throws IOException {
        if (sent.type() >> 8 != SUBSYSTEM) {
            return null;
        }
        MessageWriter whole = new MessageWriter();
        whole.message(
                sent.type(), Flags.REQUEST, 1, () -> whole.raw(sent.content().toArray()));
        return Codec.read(Message.read(whole.toBytes()).getFirst());
    }

    /** Each rule's text by the name of its chain. */
    static Map<String, String> rules(NftSession session, String text, Style style) throws IOException {
        Map<String, List<Item>> byTable = new LinkedHashMap<>();
        for (Item item : items(session, text)) {
            byTable.computeIfAbsent(table(item), _ -> new ArrayList<>()).add(item);
        }
        Map<String, String> rules = new HashMap<>();
        for (List<Item> items : byTable.values()) {
            Contents contents = contents(items);
            List<String> texts = RulesetText.rules(contents, style);
            for (int i = 0; i < texts.size(); i++) {
                rules.put(contents.rules().get(i).chain(), texts.get(i));
            }
        }
        return rules;
    }

    private static String table(Item item) {
        return switch (item) {
            case Item.Table table -> table.name();
            case Item.Chain chain -> chain.table();
            case Item.Rule rule -> rule.table();
            case Item.Set set -> set.table();
            case Item.Elements elements -> elements.table();
            case Item.Shared shared -> shared.table();
            case Item.FlowTable flow -> flow.table();
        };
    }

    private static Contents contents(List<Item> items) {
        Item.Table table = (Item.Table) items.getFirst();
        List<Item.Set> sets = new ArrayList<>();
        Map<String, List<Item.Element>> elements = new HashMap<>();
        List<Item.Chain> chains = new ArrayList<>();
        List<Item.Rule> rules = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Set set -> sets.add(named(set));
                case Item.Elements some ->
                    elements.computeIfAbsent(name(some.set(), some.setId()), _ -> new ArrayList<>())
                            .addAll(some.elements() == null ? List.of() : some.elements());
                case Item.Chain chain -> chains.add(chain);
                case Item.Rule rule when rule.chain() != null -> rules.add(named(rule));
                default -> {}
            }
        }
        return Contents.of(table, List.of(), sets, elements, List.of(), chains, rules);
    }

    /** Sets of a rule have no name before the kernel gives them one. */
    private static String name(String name, Integer id) {
        return name.contains("%d") ? name.replace("%d", String.valueOf(id)) : name;
    }

    private static Item.Set named(Item.Set set) {
        return new Item.Set(
                set.family(),
                set.table(),
                name(set.name(), set.id()),
                set.handle(),
                set.flags(),
                set.keyType(),
                set.keyLength(),
                set.dataType(),
                set.dataLength(),
                set.objectType(),
                set.id(),
                set.policy(),
                set.description(),
                set.timeout(),
                set.collectInterval(),
                set.userData(),
                set.expression(),
                set.expressions(),
                set.backend(),
                set.count(),
                set.others());
    }

    private static Item.Rule named(Item.Rule rule) {
        List<Step> steps = rule.steps() == null
                ? null
                : rule.steps().stream().map(NftSent::named).toList();
        return new Item.Rule(
                rule.family(),
                rule.table(),
                rule.chain(),
                rule.chainId(),
                rule.handle(),
                rule.position(),
                steps,
                rule.compatibility(),
                rule.userData(),
                rule.id(),
                rule.positionId(),
                rule.others());
    }

    private static Step named(Step step) {
        return switch (step) {
            case Step.Lookup look ->
                new Step.Lookup(
                        look.source(), look.target(), name(look.set(), look.setId()), look.setId(), look.flags());
            case Step.ObjectUse use
            when use.set() != null ->
                new Step.ObjectUse(use.type(), use.name(), use.source(), name(use.set(), use.setId()), use.setId());
            default -> step;
        };
    }
}
