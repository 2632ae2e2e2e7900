package org.firewright.test.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.agent.nftables.text.Style;

/**
 * Any bytes as netlink messages of nf_tables: a ruleset with a text, or the one exception that says what is wrong with
 * them. What was read is written and read again as the same.
 */
public final class RulesetFuzz {
    private static final Style STYLE = Style.of(index -> index == 1 ? "lo" : null);

    /** Far more than what 4,200 bytes can say. */
    private static final int MOST_TEXT = 4 << 20;

    private RulesetFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        List<Item> items = new ArrayList<>();
        try {
            for (Message message : Message.read(Bytes.of(bytes))) {
                Item item = Codec.read(message);
                if (item != null) {
                    items.add(item);
                    check(again(item).equals(item), "Written and read again it is something else: " + item);
                }
            }
        } catch (MalformedMessageException e) {
            check(e.getMessage().endsWith("."), "No sentence: " + e.getMessage());
        }
        for (Contents table : Contents.of(items)) {
            check(RulesetText.of(table, STYLE).length() < MOST_TEXT, "The text is too long.");
        }
    }

    private static Item again(Item item) throws MalformedMessageException {
        MessageWriter out = new MessageWriter();
        Codec.make(out, 1, item);
        return Codec.read(Message.read(out.toBytes()).getFirst());
    }

    private static void check(boolean good, String sentence) {
        if (!good) {
            throw new AssertionError(sentence);
        }
    }
}
