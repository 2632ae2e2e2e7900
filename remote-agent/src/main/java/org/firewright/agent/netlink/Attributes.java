package org.firewright.agent.netlink;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The attributes of a message or nest, in the order in which they came. Every length is checked before anything is
 * looked at, so bytes of any kind give either this or a {@link MalformedMessageException}.
 */
public final class Attributes implements Iterable<Attribute> {
    /** Nests deeper than this are refused; nf_tables' own go to seven. */
    static final int MAX_DEPTH = 16;

    /** NLA_TYPE_MASK: leaves out NLA_F_NESTED and NLA_F_NET_BYTEORDER. */
    static final int TYPE = 0x3FFF;

    private final List<Attribute> all;

    private Attributes(List<Attribute> all) {
        this.all = all;
    }

    /** Reads a nest's content that was kept as bytes. */
    public static Attributes read(Bytes bytes) throws MalformedMessageException {
        return read(bytes.array(), 0, bytes.length(), 0);
    }

    static Attributes read(byte[] array, int from, int to, int depth) throws MalformedMessageException {
        if (depth > MAX_DEPTH) {
            throw new MalformedMessageException("Attributes are nested deeper than " + MAX_DEPTH + ".");
        }
        List<Attribute> all = new ArrayList<>();
        int at = from;
        while (to - at >= MessageWriter.ATTRIBUTE_HEADER) {
            int length = HostOrder.u16(array, at);
            if (length < MessageWriter.ATTRIBUTE_HEADER || length > to - at) {
                throw new MalformedMessageException(
                        "An attribute claims " + length + " bytes where " + (to - at) + " are left.");
            }
            int type = HostOrder.u16(array, at + 2) & TYPE;
            all.add(new Attribute(array, at + MessageWriter.ATTRIBUTE_HEADER, at + length, type, depth));
            at += (length + 3) & ~3;
        }
        if (at < to) {
            throw new MalformedMessageException((to - at) + " bytes are left behind the last attribute.");
        }
        return new Attributes(all);
    }

    /** Whether there is one of this type. */
    public boolean has(int type) {
        return find(type) != null;
    }

    /** The first of this type, or null. */
    public Attribute find(int type) {
        for (Attribute attribute : all) {
            if (attribute.type() == type) {
                return attribute;
            }
        }
        return null;
    }

    /** The first of this type; MalformedMessageException where there is none. */
    public Attribute get(int type) throws MalformedMessageException {
        Attribute attribute = find(type);
        if (attribute == null) {
            throw new MalformedMessageException("Attribute " + type + " is missing.");
        }
        return attribute;
    }

    /** Whether every attribute is of one of these types and none comes twice. */
    public boolean only(int... types) {
        long seen = 0;
        for (Attribute attribute : all) {
            int index = 0;
            while (index < types.length && types[index] != attribute.type()) {
                index++;
            }
            if (index == types.length || (seen & 1L << index) != 0) {
                return false;
            }
            seen |= 1L << index;
        }
        return true;
    }

    /** How many. */
    public int size() {
        return all.size();
    }

    @Override
    public Iterator<Attribute> iterator() {
        return all.iterator();
    }
}
