package org.firewright.agent.nftables.text;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Userdata;

/**
 * A set and what its keys and data mean.
 *
 * @param key what each field of the key means
 * @param data what each field of the data means, empty for a set
 * @param keyTerm what the key comes from, null where only its type is known
 * @param dataTerm what the data is like, null where only its type is known
 * @param elements its elements as they came, empty where they were not asked for
 */
record SetDescription(
        Item.Set set, List<Part> key, List<Part> data, Term keyTerm, Term dataTerm, List<Item.Element> elements) {
    /** Numbers of entries in nft's userdata of sets. */
    static final int KEY_ORDER = 0;

    static final int DATA_ORDER = 1;
    static final int MERGE = 2;
    static final int KEY_TERM = 3;
    static final int DATA_TERM = 4;
    static final int DATA_INTERVAL = 6;
    static final int COMMENT = 7;

    /** NFT_DATA_VERDICT. */
    private static final int VERDICT = 0xFFFFFF00;

    /** One field. */
    record Part(DataType type, Order order, int bits) {
        int bytes() {
            return (bits + 7) / 8;
        }

        /** As bounds of intervals stand in the kernel. */
        Part inNetworkOrder() {
            return new Part(type, Order.NETWORK, bits);
        }
    }

    static SetDescription of(Item.Set set, List<Item.Element> elements) {
        Userdata userdata = Userdata.of(set.userData());
        Term keyTerm = fitting(TermMemory.read(userdata, KEY_TERM), set.keyLength());
        Term dataTerm = null;
        List<Part> data = List.of();
        if (set.is(Item.Set.OBJECT)) {
            data = List.of(new Part(DataTypes.TEXT, Order.HOST, 0));
        } else if (set.is(Item.Set.MAP)) {
            if (set.dataType() == null || set.dataLength() == null) {
                data = List.of(new Part(DataTypes.RAW, Order.NETWORK, 0)); // it does not say what it maps to
            } else if (set.dataType() == VERDICT) {
                data = List.of(new Part(DataTypes.VERDICT_TYPE, null, 0));
            } else {
                dataTerm = fitting(TermMemory.read(userdata, DATA_TERM), set.dataLength());
                boolean interval = userdata.number(DATA_INTERVAL, 0) != 0;
                int bits = 8 * set.dataLength() / (interval ? 2 : 1);
                data = dataTerm != null ? parts(dataTerm) : parts(set.dataType(), bits, order(userdata, DATA_ORDER));
                if (dataTerm == null) {
                    keyTerm = null;
                }
            }
        }
        List<Part> key = keyTerm != null
                ? parts(keyTerm)
                : parts(set.keyType() == null ? 0 : set.keyType(), 8 * set.keyLength(), order(userdata, KEY_ORDER));
        return new SetDescription(set, key, data, keyTerm, dataTerm, elements);
    }

    private static Term fitting(Term term, Integer bytes) {
        return term != null && bytes != null && (term.bits() + 7) / 8 == bytes ? term : null;
    }

    private static Order order(Userdata userdata, int entry) {
        return switch (userdata.number(entry, 0)) {
            case 1 -> Order.HOST;
            case 2 -> Order.NETWORK;
            default -> null;
        };
    }

    private static List<Part> parts(Term term) {
        if (term instanceof Term.Joined(List<Term> terms)) {
            return terms.stream()
                    .map(part -> new Part(part.type(), part.order(), part.bits()))
                    .toList();
        }
        return List.of(new Part(term.type(), term.order(), term.bits()));
    }

    private static List<Part> parts(int type, int bits, Order order) {
        List<DataType> types = DataTypes.fields(type);
        if (types.size() < 2) {
            DataType only = types.isEmpty() ? DataTypes.INTEGER : types.getFirst();
            return List.of(new Part(only, order != null ? order : only.order(), bits));
        }
        List<Part> parts = new ArrayList<>();
        for (DataType each : types) {
            parts.add(new Part(each, each.order(), each.bits()));
        }
        return List.copyOf(parts);
    }

    String name() {
        return set.name();
    }

    boolean isAnonymous() {
        return set.is(Item.Set.ANONYMOUS);
    }

    /** Whether rules made it for themselves and fill it. */
    boolean isMeter() {
        return set.is(Item.Set.ANONYMOUS | Item.Set.DYNAMIC);
    }

    boolean isMap() {
        return set.is(Item.Set.MAP) || set.is(Item.Set.OBJECT);
    }

    boolean isJoined() {
        return key.size() > 1;
    }

    /** Whether the data of each element is an interval. */
    boolean hasIntervals() {
        return Userdata.of(set.userData()).number(DATA_INTERVAL, 0) != 0;
    }

    /** Whether each element has a verdict. */
    boolean isVerdictMap() {
        return !data.isEmpty() && DataTypes.VERDICT_TYPE.equals(data.getFirst().type());
    }

    DataType keyType() {
        return key.size() == 1 ? key.getFirst().type() : DataTypes.INVALID_TYPE;
    }

    int keyBits() {
        return set.keyLength() == null ? 0 : 8 * set.keyLength();
    }

    int dataBits() {
        return set.dataLength() == null ? 0 : 8 * set.dataLength();
    }
}
