package org.firewright.agent.nftables;

import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.RawAttributes;
import org.firewright.agent.nftables.model.Step;

/**
 * What one listed counter has counted, read where it lies: in the message of an object, or in that of a rule with a counter
 * of its own. It is read again and again while what is listed does not change, so where the figures lie in the message is
 * found once, and only looked after then.
 */
final class CounterFigures {
    /** NFTA_EXPR_NAME and NFTA_EXPR_DATA. */
    private static final int NAME = 1;

    private static final int DATA = 2;

    /** NFTA_COUNTER_BYTES and NFTA_COUNTER_PACKETS. */
    private static final int BYTES = 1;

    private static final int PACKETS = 2;

    private static final byte[] COUNTER = {'c', 'o', 'u', 'n', 't', 'e', 'r', 0};

    private final Kind kind;
    private final long handle;

    /** Bytes of the message that the next three are places in, from its beginning; 0 is no place. */
    private int length;

    private int handleAt;
    private int packetsAt;
    private int bytesAt;
    private long packets;
    private long bytes;

    /** What the last reading found more than the one before. */
    private long morePackets;

    private long moreBytes;

    /** What is listed. */
    enum Kind {
        /** NFT_MSG_NEWRULE. */
        RULE(NfTables.RULE_HANDLE),
        /** NFT_MSG_NEWOBJ of a counter. */
        OBJECT(NfTables.OBJECT_HANDLE);

        private final int handle;

        Kind(int handle) {
            this.handle = handle;
        }
    }

    /**
     * Figures that were read otherwise.
     *
     * @param counter null where it is a rule without a counter
     */
    CounterFigures(Kind kind, long handle, Step.Counter counter) {
        this.kind = kind;
        this.handle = handle;
        this.packets = counter == null || counter.packets() == null ? 0 : counter.packets();
        this.bytes = counter == null || counter.bytes() == null ? 0 : counter.bytes();
    }

    /** The last 16 bits of the ruleset's generation when a message was written, -1 for none. */
    static int generation(byte[] message, int from, int to) {
        // struct nfgenmsg ends with them, big-endian
        return to - from < NfTables.HEADER ? -1 : ((message[from + 2] & 0xFF) << 8) | (message[from + 3] & 0xFF);
    }

    /**
     * Takes them from a message without its header.
     *
     * @return whether it is of the same rule or object
     */
    boolean read(byte[] message, int from, int to) throws MalformedMessageException {
        if (!liesAsBefore(message, from, to)) {
            find(message, from, to);
            if (!liesAsBefore(message, from, to)) {
                return false; // a number of other than eight bytes
            }
        }
        if (handleAt == 0 || RawAttributes.u64(message, from + handleAt) != handle) {
            return false;
        }
        morePackets = 0;
        moreBytes = 0;
        if (packetsAt != 0 && bytesAt != 0) {
            long packetsNow = RawAttributes.u64(message, from + packetsAt);
            long bytesNow = RawAttributes.u64(message, from + bytesAt);
            morePackets = packetsNow - packets;
            moreBytes = bytesNow - bytes;
            packets = packetsNow;
            bytes = bytesNow;
        }
        return true;
    }

    private boolean liesAsBefore(byte[] message, int from, int to) {
        return to - from == length
                && isAt(message, from, to, handleAt, kind.handle)
                && isAt(message, from, to, packetsAt, PACKETS)
                && isAt(message, from, to, bytesAt, BYTES);
    }

    private static boolean isAt(byte[] message, int from, int to, int at, int type) {
        return at == 0 || RawAttributes.isU64(message, from + at, to, type);
    }

    private void find(byte[] message, int from, int to) throws MalformedMessageException {
        length = to - from;
        handleAt = 0;
        packetsAt = 0;
        bytesAt = 0;
        for (int at = from + NfTables.HEADER; at < to; at = RawAttributes.next(message, at, to)) {
            int type = RawAttributes.type(message, at, to);
            int content = RawAttributes.content(at);
            int end = RawAttributes.end(message, at, to);
            if (type == kind.handle) {
                handleAt = at - from;
            } else if (kind == Kind.RULE && type == NfTables.RULE_EXPRESSIONS) {
                findStep(message, from, content, end);
            } else if (kind == Kind.OBJECT && type == NfTables.OBJECT_DATA) {
                findFigures(message, from, content, end);
            }
        }
    }

    /** The first counter among a rule's steps. */
    private void findStep(byte[] message, int start, int from, int to) throws MalformedMessageException {
        for (int at = from; at < to && packetsAt == 0; at = RawAttributes.next(message, at, to)) {
            int content = RawAttributes.content(at);
            int end = RawAttributes.end(message, at, to);
            int data = isCounter(message, content, end) ? RawAttributes.find(message, content, end, DATA) : -1;
            if (data >= 0) {
                findFigures(message, start, RawAttributes.content(data), RawAttributes.end(message, data, end));
            }
        }
    }

    private void findFigures(byte[] message, int start, int from, int to) throws MalformedMessageException {
        int foundPackets = RawAttributes.find(message, from, to, PACKETS);
        int foundBytes = RawAttributes.find(message, from, to, BYTES);
        if (foundPackets >= 0 && foundBytes >= 0) {
            packetsAt = foundPackets - start;
            bytesAt = foundBytes - start;
        }
    }

    private static boolean isCounter(byte[] message, int from, int to) throws MalformedMessageException {
        if (from >= to || RawAttributes.type(message, from, to) != NAME) {
            return false;
        }
        int at = RawAttributes.content(from);
        if (RawAttributes.end(message, from, to) - at != COUNTER.length) {
            return false;
        }
        for (byte letter : COUNTER) {
            if (message[at++] != letter) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last reading found others than the one before. */
    boolean hasMoved() {
        return (morePackets | moreBytes) != 0;
    }

    /** 0 for a rule without a counter. */
    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    long morePackets() {
        return morePackets;
    }

    long moreBytes() {
        return moreBytes;
    }
}
