package org.firewright.agent.nftables;

import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.RawAttributes;

/**
 * What one listed rule counts, read where it lies. It is read again and again while the rule does not change, so where
 * the figures lie in its message is found once, and only looked after then.
 */
final class RuleFigures {
    /** NFTA_EXPR_NAME and NFTA_EXPR_DATA. */
    private static final int NAME = 1;

    private static final int DATA = 2;

    /** NFTA_COUNTER_BYTES and NFTA_COUNTER_PACKETS. */
    private static final int BYTES = 1;

    private static final int PACKETS = 2;

    private static final byte[] COUNTER = {'c', 'o', 'u', 'n', 't', 'e', 'r', 0};

    /** Bytes of the message that the next three are places in, from its beginning; 0 is no place. */
    private int length;

    private int handleAt;
    private int packetsAt;
    private int bytesAt;
    private long handle;
    private long packets;
    private long bytes;

    /** Figures that were told otherwise. */
    RuleFigures(long packets, long bytes) {
        this.packets = packets;
        this.bytes = bytes;
    }

    /** The last 16 bits of the ruleset's generation when a message of type NFT_MSG_NEWRULE was written, -1 for none. */
    static int generation(byte[] message, int from, int to) {
        // struct nfgenmsg ends with them, big-endian
        return to - from < NfTables.HEADER ? -1 : ((message[from + 2] & 0xFF) << 8) | (message[from + 3] & 0xFF);
    }

    /**
     * Takes them from a message of type NFT_MSG_NEWRULE without its header.
     *
     * @return whether they are others than before
     */
    boolean read(byte[] message, int from, int to) throws MalformedMessageException {
        if (!liesAsBefore(message, from, to)) {
            find(message, from, to);
        }
        handle = handleAt == 0 ? 0 : RawAttributes.u64(message, from + handleAt, to);
        if (packetsAt == 0 || bytesAt == 0) {
            return false;
        }
        long packetsBefore = packets;
        long bytesBefore = bytes;
        packets = RawAttributes.u64(message, from + packetsAt, to);
        bytes = RawAttributes.u64(message, from + bytesAt, to);
        return packets != packetsBefore || bytes != bytesBefore;
    }

    private boolean liesAsBefore(byte[] message, int from, int to) throws MalformedMessageException {
        return to - from == length
                && isAt(message, from, to, handleAt, NfTables.RULE_HANDLE)
                && isAt(message, from, to, packetsAt, PACKETS)
                && isAt(message, from, to, bytesAt, BYTES);
    }

    private static boolean isAt(byte[] message, int from, int to, int at, int type) throws MalformedMessageException {
        return at == 0
                || (RawAttributes.type(message, from + at, to) == type
                        && RawAttributes.end(message, from + at, to) == RawAttributes.content(from + at) + Long.BYTES);
    }

    private void find(byte[] message, int from, int to) throws MalformedMessageException {
        length = to - from;
        handleAt = 0;
        packetsAt = 0;
        bytesAt = 0;
        for (int at = from + NfTables.HEADER; at < to; at = RawAttributes.next(message, at, to)) {
            int type = RawAttributes.type(message, at, to);
            if (type == NfTables.RULE_HANDLE) {
                handleAt = at - from;
            } else if (type == NfTables.RULE_EXPRESSIONS) {
                findCounter(message, from, RawAttributes.content(at), RawAttributes.end(message, at, to));
            }
        }
    }

    /** The first one among a rule's steps. */
    private void findCounter(byte[] message, int start, int from, int to) throws MalformedMessageException {
        for (int at = from; at < to && packetsAt == 0; at = RawAttributes.next(message, at, to)) {
            int content = RawAttributes.content(at);
            int end = RawAttributes.end(message, at, to);
            int data = isCounter(message, content, end) ? RawAttributes.find(message, content, end, DATA) : -1;
            if (data >= 0) {
                int first = RawAttributes.content(data);
                int last = RawAttributes.end(message, data, end);
                int foundPackets = RawAttributes.find(message, first, last, PACKETS);
                int foundBytes = RawAttributes.find(message, first, last, BYTES);
                if (foundPackets >= 0 && foundBytes >= 0) {
                    packetsAt = foundPackets - start;
                    bytesAt = foundBytes - start;
                }
            }
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

    /** By what the kernel knows the rule that was read last, 0 where it did not tell. */
    long handle() {
        return handle;
    }

    /** Of its first counter; what was told at the beginning where it has none. */
    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }
}
