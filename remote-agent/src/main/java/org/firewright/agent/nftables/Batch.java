package org.firewright.agent.nftables;

import java.util.List;
import java.util.OptionalLong;
import org.firewright.agent.api.Place;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MessageWriter;

/** One transaction, encoded, with the place in the policy that each message and each step came from. */
public final class Batch {
    private static final int BEGIN_SEQUENCE = 0;
    private static final byte SUBSYSTEM = 10;

    private final Place whole;
    private final Bytes messages;
    private final List<Origin> origins;

    Batch(Place whole, Bytes messages, List<Origin> origins) {
        this.whole = whole;
        this.messages = messages;
        this.origins = List.copyOf(origins);
    }

    /**
     * Where a message came from.
     *
     * @param subject what the message makes, as "the rule" or "a set of values"
     * @param steps of a rule, the steps of each condition, in order
     */
    record Origin(Place place, String subject, List<Step> steps) {}

    /**
     * Where a step of a rule came from.
     *
     * @param offset where it starts in its message
     * @param condition counted from 1, 0 for what is behind the conditions
     * @param pin the path of a program, null where it needs none
     */
    record Step(int offset, int condition, String pin) {}

    /** How many bytes go to the kernel, without the frame. */
    public int length() {
        return messages.length();
    }

    /** How many messages there are, without the frame. */
    public int messageCount() {
        return origins.size();
    }

    /**
     * The bytes to send.
     *
     * @param generation where it is given, the kernel refuses the batch unless its rules are of this generation
     * @param apply whether an END asks to apply it; without, the kernel tries all of it and lets it go
     */
    Bytes framed(OptionalLong generation, boolean apply) {
        MessageWriter out = new MessageWriter();
        begin(out, generation);
        out.messages(messages);
        if (apply) {
            out.message(NfTables.BATCH_END, Flags.REQUEST, origins.size() + 1, () -> frameHeader(out));
        }
        return out.toBytes();
    }

    /** A batch of nothing that is not applied; answered only where the rules are of another generation. */
    static Bytes empty(long generation) {
        MessageWriter out = new MessageWriter();
        begin(out, OptionalLong.of(generation));
        return out.toBytes();
    }

    private static void begin(MessageWriter out, OptionalLong generation) {
        out.message(NfTables.BATCH_BEGIN, Flags.REQUEST, BEGIN_SEQUENCE, () -> {
            frameHeader(out);
            generation.ifPresent(id -> out.u32(NfTables.BATCH_GENERATION, (int) id));
        });
    }

    /** struct nfgenmsg with the subsystem as resource. */
    private static void frameHeader(MessageWriter out) {
        out.raw((byte) 0, (byte) 0, (byte) 0, SUBSYSTEM);
    }

    /** The place of the whole batch. */
    Place whole() {
        return whole;
    }

    /** Where the message with this sequence came from, null for the frame. */
    Origin origin(int sequence) {
        return sequence >= 1 && sequence <= origins.size() ? origins.get(sequence - 1) : null;
    }

    /** The sequence whose acknowledgement tells that the whole batch was read. */
    int lastSequence() {
        return origins.size();
    }
}
