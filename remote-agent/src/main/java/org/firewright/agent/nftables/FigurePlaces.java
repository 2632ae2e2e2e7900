package org.firewright.agent.nftables;

import java.util.Arrays;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.RawAttributes;

/**
 * Where a counter's figures lie in the message that lists it, in bytes from the beginning of the message without its header;
 * 0 is no place. What is listed again lies as it lay before, so this is found once and only looked after then.
 *
 * @param length of the message
 * @param handle the attribute that tells which rule or object it is
 * @param packets the attribute with them; 0 for a rule without a counter of its own
 * @param bytes the attribute with them; 0 for such a rule
 */
record FigurePlaces(Kind kind, int length, int handle, int packets, int bytes) {
    /** NFTA_EXPR_NAME and NFTA_EXPR_DATA. */
    private static final int NAME = 1;

    private static final int DATA = 2;

    /** NFTA_COUNTER_BYTES and NFTA_COUNTER_PACKETS. */
    private static final int BYTES = 1;

    private static final int PACKETS = 2;

    private static final byte[] COUNTER = {'c', 'o', 'u', 'n', 't', 'e', 'r', 0};

    /** What is listed. */
    enum Kind {
        /** NFT_MSG_NEWRULE. */
        RULE(NfTables.RULE_HANDLE, NfTables.RULE_EXPRESSIONS),
        /** NFT_MSG_NEWOBJ of a counter. */
        OBJECT(NfTables.OBJECT_HANDLE, NfTables.OBJECT_DATA);

        private final int handle;
        private final int content;

        Kind(int handle, int content) {
            this.handle = handle;
            this.content = content;
        }
    }

    /** Before any was found. */
    static FigurePlaces unknown(Kind kind) {
        return new FigurePlaces(kind, 0, 0, 0, 0);
    }

    /** Where they lie in a message without its header. Whether they can be read there, {@link #areOf} tells. */
    static FigurePlaces find(Kind kind, byte[] message, int from, int to) throws MalformedMessageException {
        FigurePlaces found = new FigurePlaces(kind, to - from, 0, 0, 0);
        for (int at = from + NfTables.HEADER; at < to; at = RawAttributes.next(message, at, to)) {
            int type = RawAttributes.type(message, at, to);
            int content = RawAttributes.content(at);
            int end = RawAttributes.end(message, at, to);
            if (type == kind.handle) {
                found = new FigurePlaces(kind, found.length, at - from, found.packets, found.bytes);
            } else if (type == kind.content) {
                found = kind == Kind.RULE
                        ? found.inSteps(message, from, content, end)
                        : found.inCounter(message, from, content, end);
            }
        }
        return found;
    }

    /** With those of the first counter among a rule's steps. */
    private FigurePlaces inSteps(byte[] message, int start, int from, int to) throws MalformedMessageException {
        for (int at = from; at < to; at = RawAttributes.next(message, at, to)) {
            int content = RawAttributes.content(at);
            int end = RawAttributes.end(message, at, to);
            int data = isCounter(message, content, end) ? RawAttributes.find(message, content, end, DATA) : -1;
            if (data >= 0) {
                return inCounter(message, start, RawAttributes.content(data), RawAttributes.end(message, data, end));
            }
        }
        return this;
    }

    private FigurePlaces inCounter(byte[] message, int start, int from, int to) throws MalformedMessageException {
        int foundPackets = RawAttributes.find(message, from, to, PACKETS);
        int foundBytes = RawAttributes.find(message, from, to, BYTES);
        return foundPackets < 0 || foundBytes < 0
                ? this
                : new FigurePlaces(kind, length, handle, foundPackets - start, foundBytes - start);
    }

    private static boolean isCounter(byte[] message, int from, int to) throws MalformedMessageException {
        if (from >= to || RawAttributes.type(message, from, to) != NAME) {
            return false;
        }
        int at = RawAttributes.content(from);
        return Arrays.equals(message, at, RawAttributes.end(message, from, to), COUNTER, 0, COUNTER.length);
    }

    /** Whether a message's figures lie here, each a number of eight bytes. */
    boolean areOf(byte[] message, int from, int to) {
        return to - from == length
                && handle != 0
                && isAt(message, from, to, handle, kind.handle)
                && isAt(message, from, to, packets, PACKETS)
                && isAt(message, from, to, bytes, BYTES);
    }

    private static boolean isAt(byte[] message, int from, int to, int at, int type) {
        return at == 0 || RawAttributes.isU64(message, from + at, to, type);
    }
}
