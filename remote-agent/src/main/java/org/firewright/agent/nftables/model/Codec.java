package org.firewright.agent.nftables.model;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.MessageWriter;

/** Between items and netlink messages; pure. */
public final class Codec {
    /** NFNL_SUBSYS_NFTABLES: the upper byte of every message's type. */
    private static final int SUBSYSTEM = 10 << 8;

    /** Bytes of struct nfgenmsg. */
    private static final int HEADER = 4;

    /** Bytes of elements in one message; a nest must stay below 64 KiB. */
    private static final int CHUNK = 32 << 10;

    /** NFT_DATA_VALUE_MAXLEN: the most bytes that registers hold. */
    private static final int MAX_VALUE = 64;

    private Codec() {}

    /** The number of the message that makes such an item, NFT_MSG_NEW*. */
    public static int message(Class<? extends Item> type) {
        if (type == Item.Table.class) {
            return 0;
        }
        if (type == Item.Chain.class) {
            return 3;
        }
        if (type == Item.Rule.class) {
            return 6;
        }
        if (type == Item.Set.class) {
            return 9;
        }
        if (type == Item.Elements.class) {
            return 12;
        }
        return type == Item.Shared.class ? 18 : 22;
    }

    private static Class<? extends Item> type(int message) {
        return switch (message) {
            case 0 -> Item.Table.class;
            case 3 -> Item.Chain.class;
            case 6 -> Item.Rule.class;
            case 9 -> Item.Set.class;
            case 12 -> Item.Elements.class;
            case 18 -> Item.Shared.class;
            case 22 -> Item.FlowTable.class;
            default -> null;
        };
    }

    /**
     * What a message NFT_MSG_NEW* makes.
     *
     * @return null for a message of another kind
     * @throws MalformedMessageException when attributes have lengths that theirs cannot have
     */
    public static Item read(Message message) throws MalformedMessageException {
        Class<? extends Item> type = (message.type() & 0xFF00) == SUBSYSTEM ? type(message.type() & 0xFF) : null;
        return type == null ? null : read(type, message);
    }

    /** What a message makes that is known to make such. */
    public static <T extends Item> T read(Class<T> type, Message message) throws MalformedMessageException {
        T item = Layout.of(type).read(type, message.header(0), message.attributes(HEADER));
        if (item == null) {
            throw new MalformedMessageException("A message of type " + message.type() + " holds what it cannot hold.");
        }
        if (!isNamed(item)) {
            throw new MalformedMessageException("A message of type " + message.type() + " does not say what it is of.");
        }
        return item;
    }

    /** Whether it has what nothing of its kind can be without. */
    private static boolean isNamed(Item item) {
        return switch (item) {
            case Item.Table table -> table.name() != null;
            case Item.Chain chain -> chain.table() != null && (chain.name() != null || chain.id() != null);
            case Item.Rule rule -> rule.table() != null && (rule.chain() != null || rule.chainId() != null);
            case Item.Set set -> set.table() != null && set.name() != null && fits(set);
            case Item.Elements elements -> elements.table() != null && elements.set() != null;
            case Item.Shared shared -> shared.table() != null && shared.name() != null && shared.type() != null;
            case Item.FlowTable flow -> flow.table() != null && flow.name() != null;
        };
    }

    /** Whether keys, their fields and data fit into registers. */
    private static boolean fits(Item.Set set) {
        List<Item.Field> fields = set.description() == null || set.description().fields() == null
                ? List.of()
                : set.description().fields();
        return set.keyLength() != null
                && fits(set.keyLength())
                && (set.dataLength() == null || fits(set.dataLength()))
                && fields.size() <= MAX_VALUE
                && fields.stream().allMatch(field -> field.length() != null && fits(field.length()));
    }

    private static boolean fits(int bytes) {
        return bytes >= 0 && bytes <= MAX_VALUE;
    }

    /** Reads a nest of attributes as a record; null where there are attributes that it has no place for. */
    public static <T extends Record> T content(Class<T> type, Bytes content) throws MalformedMessageException {
        return Layout.of(type).read(type, 0, Attributes.read(content));
    }

    /** Writes a record's attributes as nft sends them. */
    public static Bytes content(Record value) {
        MessageWriter out = new MessageWriter();
        Layout.of(value.getClass()).write(out, value, Layout.Form.SENT);
        return out.toBytes();
    }

    /** The content of the message with which the kernel lists an item, behind struct nfgenmsg. */
    public static Bytes listed(Item item) {
        MessageWriter out = new MessageWriter();
        Layout.of(item.getClass()).write(out, item, Layout.Form.LISTED);
        return out.toBytes();
    }

    /**
     * Writes the message that makes an item; rules go behind the others of their chain.
     *
     * @return where each step of a rule starts in the message, in bytes
     */
    public static List<Integer> make(MessageWriter out, int sequence, Item item) {
        return write(
                out, sequence, item, Flags.REQUEST | Flags.CREATE | (item instanceof Item.Rule ? Flags.APPEND : 0));
    }

    /** The same with flags of one's own. */
    public static List<Integer> write(MessageWriter out, int sequence, Item item, int flags) {
        List<Integer> offsets = new ArrayList<>();
        out.message(SUBSYSTEM | message(item.getClass()), flags, sequence, () -> {
            out.raw((byte) item.family(), (byte) 0, (byte) 0, (byte) 0);
            Layout.of(item.getClass()).write(out, item, Layout.Form.SENT, offsets);
        });
        return offsets;
    }

    /**
     * Cuts elements into lists that fit into a message each. An element that ends an interval stays with the one that
     * starts it.
     */
    public static List<Item.Elements> chunks(Item.Elements all) {
        List<Item.Elements> chunks = new ArrayList<>();
        int next = 0;
        while (next < all.elements().size()) {
            int from = next;
            MessageWriter measure = new MessageWriter();
            while (next < all.elements().size()
                    && (measure.length() < CHUNK || all.elements().get(next).is(Item.Element.INTERVAL_END))) {
                Item.Element element = all.elements().get(next);
                Layout.nest(
                        measure,
                        next - from + 1,
                        Layout.Form.SENT,
                        () -> Layout.of(Item.Element.class).write(measure, element, Layout.Form.SENT));
                next++;
            }
            List<Item.Element> part = all.elements().subList(from, next);
            chunks.add(
                    new Item.Elements(all.family(), all.table(), all.set(), all.setId(), List.copyOf(part), List.of()));
        }
        return List.copyOf(chunks);
    }
}
