package org.firewright.agent.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * Makes values of a listing's messages, where that is wanted on another processor while the next of them are received:
 * the kernel writes a listing out only as it is taken, which costs as much as making values of it.
 */
final class Decoding<T> {
    private final NetlinkSocket.Decoder<T> decoder;
    private final boolean beside;
    private final List<Supplier<Part<T>>> parts = new ArrayList<>();

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
        if (beside) {
            Callable<Part<T>> work = () -> decode(messages);
            parts.add(ForkJoinPool.commonPool().submit(work)::join);
        } else {
            Part<T> made = decode(messages);
            parts.add(() -> made);
        }
    }

    /** All values in the order of their messages, once they are made. */
    List<T> values() throws MalformedMessageException {
        List<T> values = new ArrayList<>();
        for (Supplier<Part<T>> part : parts) {
            Part<T> made = part.get();
            if (made.wrong() != null) {
                throw made.wrong();
            }
            values.addAll(made.values());
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
