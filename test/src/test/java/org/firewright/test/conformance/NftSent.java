package org.firewright.test.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** Whole tables; none where nft does not understand the text. */
    static List<Contents> tables(NftSession session, String text) throws IOException {
        return Contents.of(items(session, text).stream().map(NftSent::named).toList());
    }

    /** Each rule's text by the name of its chain. */
    static Map<String, String> rules(NftSession session, String text, Style style) throws IOException {
        Map<String, String> rules = new HashMap<>();
        for (Contents contents : tables(session, text)) {
            List<String> texts = RulesetText.rules(contents, style);
            for (int i = 0; i < texts.size(); i++) {
                rules.put(contents.rules().get(i).chain(), texts.get(i));
            }
        }
        return rules;
    }

    private static Item named(Item item) {
        return switch (item) {
            case Item.Set set -> named(set);
            case Item.Elements some ->
                new Item.Elements(
                        some.family(),
                        some.table(),
                        name(some.set(), some.setId()),
                        some.setId(),
                        some.elements(),
                        some.others());
            case Item.Rule rule -> named(rule);
            default -> item;
        };
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
