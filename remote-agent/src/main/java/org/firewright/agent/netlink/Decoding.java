package org.firewright.agent.netlink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/**
 * Makes values of a listing's messages, where that is wanted on another processor while the next of them are received:
 * the kernel writes a listing out only as it is taken, which costs as much as making values of it.
 */
final class Decoding<T> {
    private final NetlinkSocket.Decoder<T> decoder;
    private final boolean beside;
    private final List<ForkJoinTask<Part<T>>> handedOver = new ArrayList<>();
    private final List<Part<T>> parts = new ArrayList<>();
    /** Handed over when more come: what comes alone is sooner decoded than another thread wakes up. */
    private List<Message> last = List.of();

    /**
     * Begins.
     *
     * @param beside whether values are made on other processors; otherwise at once, one after the other
     */
    Decoding(NetlinkSocket.Decoder<T> decoder, boolean beside) {
        this.decoder = decoder;
        this.beside = beside;
    }

    /**
     * What became of some messages.
     *
     * @param wrong why there are no more values, null where all is well
     */
    private record Part<T>(List<T> values, MalformedMessageException wrong) {}

    void add(List<Message> messages) {
        if (!beside) {
            parts.add(decode(messages));
        } else if (!messages.isEmpty()) {
            if (!last.isEmpty()) {
                List<Message> whole = last;
                handedOver.add(ForkJoinTask.adapt(() -> decode(whole)).fork());
            }
            last = messages;
        }
    }

    /** All values in the order of their messages, once they are made. */
    List<T> values() throws MalformedMessageException {
        parts.add(decode(last));
        // From the last to the first: what no other thread has begun yet, this one does.
        for (ForkJoinTask<Part<T>> part : handedOver.reversed()) {
            parts.add(part.join());
        }
        if (beside) {
            Collections.reverse(parts);
        }
        List<T> values = new ArrayList<>();
        for (Part<T> part : parts) {
            if (part.wrong() != null) {
                throw part.wrong();
            }
            values.addAll(part.values());
        }
        return values;
    }

    private Part<T> decode(List<Message> messages) {
        List<T> values = new ArrayList<>(messages.size());
        try {
            for (Message message : messages) {
                values.add(decoder.decode(message));
            }
            return new Part<>(values, null);
        } catch (MalformedMessageException e) {
            return new Part<>(values, e);
        }
    }
}
