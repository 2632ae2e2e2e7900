package org.firewright.agent.nftables.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Text;

/**
 * What nft leaves with its objects for itself: entries of type, length (a byte each) and value. Numbers are in the
 * host's order. Whoever else wrote it may have meant something else, so nothing here throws.
 */
public final class Userdata {
    private final Map<Integer, Bytes> entries = new HashMap<>();

    private Userdata(Bytes bytes) {
        int at = 0;
        while (at + 2 <= bytes.length() && at + 2 + bytes.at(at + 1) <= bytes.length()) {
            int end = at + 2 + bytes.at(at + 1);
            entries.putIfAbsent(bytes.at(at), bytes.slice(at + 2, end));
            at = end;
        }
    }

    /** Takes userdata apart; null gives no entries. */
    public static Userdata of(Bytes bytes) {
        return new Userdata(bytes == null ? Bytes.EMPTY : bytes);
    }

    /** Whether there is such an entry. */
    public boolean has(int type) {
        return entries.containsKey(type);
    }

    /** The number in an entry, or what is given where there is none. */
    public int number(int type, int otherwise) {
        Bytes value = entries.get(type);
        return value == null || value.length() != 4
                ? otherwise
                : ByteBuffer.wrap(value.toArray())
                        .order(ByteOrder.nativeOrder())
                        .getInt();
    }

    /** The text in an entry up to its NUL, null where there is none. */
    public String text(int type) {
        Bytes value = entries.get(type);
        if (value == null) {
            return null;
        }
        String text = Text.of(value.toArray(), 0, value.length());
        int end = text.indexOf('\0');
        return end < 0 ? null : text.substring(0, end);
    }

    /** The entries that an entry holds. */
    public Userdata nested(int type) {
        return of(entries.get(type));
    }
}
