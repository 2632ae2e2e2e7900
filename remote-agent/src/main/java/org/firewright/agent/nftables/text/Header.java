package org.firewright.agent.nftables.text;

import java.util.List;
import java.util.Map;

/**
 * A protocol's header.
 *
 * @param number as in enum proto_desc_id of nft's proto.h, which nft stores with sets; 0 for those without
 * @param base NFT_PAYLOAD_*_HEADER
 * @param key the field that tells what follows, 0 for none
 * @param bits its length, 0 where it has none that matters
 * @param fields counted from 1, in ascending order of their places
 */
record Header(int number, String name, int base, int key, int bits, List<Field> fields) {
    static final int LINK = 0;
    static final int NETWORK = 1;
    static final int TRANSPORT = 2;
    static final int PAYLOAD = 3;

    /**
     * A field.
     *
     * @param offset in bits
     * @param message the type of ICMP message that has it, -1 where all have
     */
    record Field(String name, int offset, int bits, DataType type, int message) {}

    /** A field by its number, null where there is none. */
    Field field(int index) {
        return index >= 1 && index <= fields.size() ? fields.get(index - 1) : null;
    }

    /** What follows, by what the key field or the table's family says; null where unknown. */
    Header next(long protocol) {
        return Headers.NEXT.getOrDefault(name, Map.of()).get(protocol);
    }
}
