package org.firewright.agent.nftables;

import java.util.Arrays;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.RawAttributes;
import org.firewright.agent.nftables.FigurePlaces.Kind;
import org.firewright.agent.nftables.model.Step;

/**
 * What our table's counters have counted, in the order in which they are listed: first those that are objects, then what
 * rules count themselves. It is read again and again where it lies in the messages, and held in arrays: an object for each
 * of ten thousand counters would have to be fetched from memory for each reading.
 */
final class CounterFigures {
    private final int objects;
    private final long[] handles;
    private final long[] packets;
    private final long[] bytes;

    /** What the last reading found more than the one before. */
    private final long[] morePackets;

    private final long[] moreBytes;

    /** Those of neighbours are the same object where they are equal. */
    private final FigurePlaces[] places;

    /** Room for so many of each. */
    CounterFigures(int objects, int rules) {
        this.objects = objects;
        int size = objects + rules;
        handles = new long[size];
        packets = new long[size];
        bytes = new long[size];
        morePackets = new long[size];
        moreBytes = new long[size];
        places = new FigurePlaces[size];
        Arrays.fill(places, 0, objects, FigurePlaces.unknown(Kind.OBJECT));
        Arrays.fill(places, objects, size, FigurePlaces.unknown(Kind.RULE));
    }

    /**
     * Puts in figures that were read otherwise.
     *
     * @param counter null where it is a rule without a counter
     */
    void set(int place, Long handle, Step.Counter counter) {
        handles[place] = handle == null ? 0 : handle;
        packets[place] = counter == null || counter.packets() == null ? 0 : counter.packets();
        bytes[place] = counter == null || counter.bytes() == null ? 0 : counter.bytes();
    }

    /** The last 16 bits of the ruleset's generation when a message was written, -1 for none. */
    static int generation(byte[] message, int from, int to) {
        // struct nfgenmsg ends with them, big-endian
        return to - from < NfTables.HEADER ? -1 : ((message[from + 2] & 0xFF) << 8) | (message[from + 3] & 0xFF);
    }

    /**
     * Takes one counter's figures from a message without its header.
     *
     * @return whether it is of the same rule or object
     */
    boolean read(int place, byte[] message, int from, int to) throws MalformedMessageException {
        FigurePlaces lie = places[place];
        if (!lie.areOf(message, from, to)) {
            lie = find(place, message, from, to);
            if (!lie.areOf(message, from, to)) {
                return false; // without a handle, or with a number of other than eight bytes
            }
        }
        if (RawAttributes.u64(message, from + lie.handle()) != handles[place]) {
            return false;
        }
        if (lie.packets() != 0) {
            long packetsNow = RawAttributes.u64(message, from + lie.packets());
            long bytesNow = RawAttributes.u64(message, from + lie.bytes());
            morePackets[place] = packetsNow - packets[place];
            moreBytes[place] = bytesNow - bytes[place];
            packets[place] = packetsNow;
            bytes[place] = bytesNow;
        }
        return true;
    }

    private FigurePlaces find(int place, byte[] message, int from, int to) throws MalformedMessageException {
        FigurePlaces found = FigurePlaces.find(places[place].kind(), message, from, to);
        FigurePlaces before = places[Math.max(0, place - 1)];
        morePackets[place] = 0;
        moreBytes[place] = 0;
        places[place] = found.equals(before) ? before : found;
        return places[place];
    }

    /** How many are objects. */
    int objects() {
        return objects;
    }

    /** How many there are. */
    int size() {
        return handles.length;
    }

    /** 0 for a rule without a counter. */
    long packets(int place) {
        return packets[place];
    }

    long bytes(int place) {
        return bytes[place];
    }

    long morePackets(int place) {
        return morePackets[place];
    }

    long moreBytes(int place) {
        return moreBytes[place];
    }

    /** Whether the last reading found others than the one before. */
    boolean hasMoved(int place) {
        return (morePackets[place] | moreBytes[place]) != 0;
    }
}
