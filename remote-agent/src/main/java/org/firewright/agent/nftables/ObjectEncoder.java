package org.firewright.agent.nftables;

import static org.firewright.agent.nftables.NfTables.*;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MessageWriter;

/** Writes tables, chains, sets, elements and rules as messages of a batch. */
final class ObjectEncoder {
    /** Bytes of elements in one message; a nest must stay below 64 KiB. */
    private static final int CHUNK = 32 << 10;

    private static final int MAKE = Flags.REQUEST | Flags.CREATE;

    private ObjectEncoder() {}

    /** Makes a table where there is none of its name. */
    static void add(MessageWriter out, int sequence, NftTable table) {
        out.message(type(NEW_TABLE), MAKE, sequence, () -> {
            header(out, table.family());
            out.text(TABLE_NAME, table.name()).u32(TABLE_FLAGS, table.flags());
            if (table.userData().length() > 0) {
                out.bytes(TABLE_USERDATA, table.userData());
            }
        });
    }

    /** Removes a table with all that is in it; ENOENT where there is none. */
    static void deleteTable(MessageWriter out, int sequence, int family, String name) {
        out.message(type(DELETE_TABLE), Flags.REQUEST, sequence, () -> {
            header(out, family);
            out.text(TABLE_NAME, name);
        });
    }

    /** Makes a chain. */
    static void add(MessageWriter out, int sequence, NftChain chain) {
        out.message(type(NEW_CHAIN), MAKE, sequence, () -> {
            header(out, chain.family());
            out.text(CHAIN_TABLE, chain.table()).text(CHAIN_NAME, chain.name());
            NftChain.Base base = chain.base();
            if (base != null) {
                out.nest(CHAIN_HOOK, () -> out.u32(HOOK_NUMBER, base.hook()).u32(HOOK_PRIORITY, base.priority()))
                        .u32(CHAIN_POLICY, base.policy())
                        .text(CHAIN_TYPE, base.type());
            }
        });
    }

    /** Makes a set without elements. */
    static void add(MessageWriter out, int sequence, NftSet set) {
        out.message(type(NEW_SET), MAKE, sequence, () -> {
            header(out, set.family());
            out.text(SET_TABLE, set.table())
                    .text(SET_NAME, set.name())
                    .u32(SET_FLAGS, set.flags())
                    .u32(SET_KEY_TYPE, set.keyType())
                    .u32(SET_KEY_LENGTH, set.keyLength())
                    .u32(SET_ID, set.id());
            if (set.size() > 0 || !set.fields().isEmpty()) {
                out.nest(SET_DESCRIPTION, () -> description(out, set));
            }
            Bytes userData = UserData.of(set);
            if (userData.length() > 0) {
                out.bytes(SET_USERDATA, userData);
            }
        });
    }

    private static void description(MessageWriter out, NftSet set) {
        if (set.size() > 0) {
            out.u32(DESCRIPTION_SIZE, set.size());
        }
        if (!set.fields().isEmpty()) {
            out.nest(DESCRIPTION_CONCATENATION, () -> {
                for (int bytes : set.fields()) {
                    out.nest(LIST_ELEMENT, () -> out.u32(FIELD_LENGTH, bytes));
                }
            });
        }
    }

    /**
     * Adds elements to a set of the same batch, in as many messages as they need. An element that ends an interval stays
     * in one message with the one that starts it.
     *
     * @return how many messages, with sequences from the given one on
     */
    static int add(MessageWriter out, int sequence, NftSet set, List<NftElement> elements) {
        int messages = 0;
        int next = 0;
        while (next < elements.size()) {
            int from = next;
            int bytes = 0;
            while (next < elements.size()
                    && (bytes < CHUNK || elements.get(next).end())) {
                bytes += 24 + 2 * (set.keyLength() + 8);
                next++;
            }
            List<NftElement> chunk = elements.subList(from, next);
            out.message(type(NEW_SET_ELEMENTS), MAKE, sequence + messages, () -> {
                header(out, set.family());
                out.text(ELEMENTS_TABLE, set.table())
                        .text(ELEMENTS_SET, set.name())
                        .u32(ELEMENTS_SET_ID, set.id())
                        .nest(
                                ELEMENTS_LIST,
                                () -> chunk.forEach(element -> out.nest(LIST_ELEMENT, () -> element(out, element))));
            });
            messages++;
        }
        return messages;
    }

    private static void element(MessageWriter out, NftElement element) {
        out.nest(ELEMENT_KEY, () -> out.bytes(DATA_VALUE, element.key()));
        if (element.keyEnd().length() > 0) {
            out.nest(ELEMENT_KEY_END, () -> out.bytes(DATA_VALUE, element.keyEnd()));
        }
        if (element.end()) {
            out.u32(ELEMENT_FLAGS, 1);
        }
    }

    /**
     * Adds a rule behind the others of its chain.
     *
     * @return for each expression its offset from the start of the message
     */
    static List<Integer> add(MessageWriter out, int sequence, NftRule rule) {
        List<Integer> offsets = new ArrayList<>();
        out.message(type(NEW_RULE), MAKE | Flags.APPEND, sequence, () -> {
            header(out, rule.family());
            out.text(RULE_TABLE, rule.table()).text(RULE_CHAIN, rule.chain());
            out.nest(
                    RULE_EXPRESSIONS,
                    () -> rule.expressions().forEach(expression -> {
                        offsets.add(out.offset());
                        out.nest(LIST_ELEMENT, () -> ExpressionEncoder.write(out, expression));
                    }));
            if (rule.userData().length() > 0) {
                out.bytes(RULE_USERDATA, rule.userData());
            }
        });
        return offsets;
    }
}
