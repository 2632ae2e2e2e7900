package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;

/**
 * Reads some of a set's elements; the others are passed over as they come, so that a set of millions takes no memory.
 * The kernel lists plain intervals from the last down, an interval's end before its start, and leaves the end out where
 * the interval above begins there.
 */
final class ElementReader {
    private final Item.Set set;
    private final long from;
    private final int count;
    private final List<Item.Element> kept = new ArrayList<>();
    private int listing;
    private Item.Element before;
    private long seen;

    private ElementReader(Item.Set set, long from, int count) {
        this.set = set;
        this.from = from;
        this.count = count;
    }

    /**
     * Some elements as they came.
     *
     * @param more whether there are more behind them
     */
    record Page(List<Item.Element> elements, boolean more) {}

    static Page read(NetlinkSocket socket, Item.Set set, long from, int count) throws IOException {
        ElementReader reader = new ElementReader(set, from, count);
        socket.dump(
                "listing elements of " + set.name(),
                (out, sequence) -> out.message(
                        NfTables.type(NfTables.GET_SET_ELEMENTS), Flags.REQUEST | Flags.DUMP, sequence, () -> {
                            NfTables.header(out, set.family());
                            out.text(NfTables.ELEMENTS_TABLE, set.table()).text(NfTables.ELEMENTS_SET, set.name());
                        }),
                reader::message);
        return new Page(List.copyOf(reader.kept), reader.seen > from + count);
    }

    private Boolean message(Message message) throws MalformedMessageException {
        if (message.sequence() != listing) { // the listing before this one was interrupted
            listing = message.sequence();
            kept.clear();
            before = null;
            seen = 0;
        }
        Item.Elements part = Codec.read(Item.Elements.class, message);
        if (part.elements() != null) {
            part.elements().forEach(this::element);
        }
        return true;
    }

    private void element(Item.Element element) {
        boolean plainInterval = set.is(Item.Set.INTERVAL) && !set.is(Item.Set.CONCATENATION);
        if (!plainInterval || element.is(Item.Element.CATCH_ALL)) {
            if (isWanted()) {
                kept.add(element);
            }
            seen++;
            return;
        }
        if (!element.is(Item.Element.INTERVAL_END)) {
            if (isWanted()) {
                if (before != null && (kept.isEmpty() || before.is(Item.Element.INTERVAL_END))) {
                    kept.add(end(before));
                }
                kept.add(element);
            }
            seen++;
        }
        before = element;
    }

    private boolean isWanted() {
        return seen >= from && seen < from + count;
    }

    /** Where an interval begins the one below it ends. */
    private static Item.Element end(Item.Element start) {
        return start.is(Item.Element.INTERVAL_END)
                ? start
                : new Item.Element(
                        Item.Element.INTERVAL_END, null, null, start.key(), null, null, null, null, null, null);
    }
}
