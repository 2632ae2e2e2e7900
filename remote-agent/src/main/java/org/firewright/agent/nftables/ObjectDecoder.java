package org.firewright.agent.nftables;

import static org.firewright.agent.nftables.NfTables.*;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;

/** Reads the messages in which the kernel lists tables, chains, sets, elements and rules. */
final class ObjectDecoder {
    private ObjectDecoder() {}

    static NftTable table(Message message) throws MalformedMessageException {
        Attributes in = message.attributes(HEADER);
        return new NftTable(
                message.header(0),
                in.get(TABLE_NAME).text(),
                in.has(TABLE_FLAGS) ? in.get(TABLE_FLAGS).i32() : 0,
                bytes(in.find(TABLE_USERDATA)));
    }

    static NftChain chain(Message message) throws MalformedMessageException {
        Attributes in = message.attributes(HEADER);
        return new NftChain(
                message.header(0),
                in.get(CHAIN_TABLE).text(),
                in.get(CHAIN_NAME).text(),
                base(in));
    }

    private static NftChain.Base base(Attributes in) throws MalformedMessageException {
        if (!in.has(CHAIN_HOOK)) {
            return null;
        }
        Attributes hook = in.get(CHAIN_HOOK).nested();
        return new NftChain.Base(
                hook.get(HOOK_NUMBER).i32(),
                hook.get(HOOK_PRIORITY).i32(),
                in.get(CHAIN_TYPE).text(),
                in.get(CHAIN_POLICY).i32());
    }

    static NftRule rule(Message message) throws MalformedMessageException {
        Attributes in = message.attributes(HEADER);
        List<Expression> expressions = new ArrayList<>();
        if (in.has(RULE_EXPRESSIONS)) {
            for (Attribute expression : in.get(RULE_EXPRESSIONS).nested()) {
                expressions.add(ExpressionDecoder.read(expression.nested()));
            }
        }
        return new NftRule(
                message.header(0),
                in.get(RULE_TABLE).text(),
                in.get(RULE_CHAIN).text(),
                in.has(RULE_HANDLE) ? in.get(RULE_HANDLE).u64() : 0,
                List.copyOf(expressions),
                bytes(in.find(RULE_USERDATA)));
    }

    static NftSet set(Message message) throws MalformedMessageException {
        Attributes in = message.attributes(HEADER);
        int size = 0;
        List<Integer> fields = new ArrayList<>();
        if (in.has(SET_DESCRIPTION)) {
            Attributes description = in.get(SET_DESCRIPTION).nested();
            size = description.has(DESCRIPTION_SIZE)
                    ? description.get(DESCRIPTION_SIZE).i32()
                    : 0;
            if (description.has(DESCRIPTION_CONCATENATION)) {
                for (Attribute field :
                        description.get(DESCRIPTION_CONCATENATION).nested()) {
                    fields.add(field.nested().get(FIELD_LENGTH).i32());
                }
            }
        }
        return new NftSet(
                message.header(0),
                in.get(SET_TABLE).text(),
                in.get(SET_NAME).text(),
                0,
                in.has(SET_FLAGS) ? in.get(SET_FLAGS).i32() : 0,
                in.has(SET_KEY_TYPE) ? in.get(SET_KEY_TYPE).i32() : 0,
                in.get(SET_KEY_LENGTH).i32(),
                List.copyOf(fields),
                size);
    }

    /** The elements of one message. */
    static List<NftElement> elements(Message message) throws MalformedMessageException {
        Attributes in = message.attributes(HEADER);
        List<NftElement> elements = new ArrayList<>();
        if (in.has(ELEMENTS_LIST)) {
            for (Attribute element : in.get(ELEMENTS_LIST).nested()) {
                elements.add(element(element.nested()));
            }
        }
        return elements;
    }

    private static NftElement element(Attributes in) throws MalformedMessageException {
        int flags = in.has(ELEMENT_FLAGS) ? in.get(ELEMENT_FLAGS).i32() : 0;
        return new NftElement(key(in, ELEMENT_KEY), key(in, ELEMENT_KEY_END), (flags & 1) != 0);
    }

    private static Bytes key(Attributes in, int type) throws MalformedMessageException {
        return in.has(type) ? in.get(type).nested().get(DATA_VALUE).bytes() : Bytes.EMPTY;
    }

    private static Bytes bytes(Attribute attribute) {
        return attribute == null ? Bytes.EMPTY : attribute.bytes();
    }
}
