package org.firewright.agent.nftables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;

/**
 * A set's elements as they are listed, page by page. For each 32 KiB that it writes out, the kernel walks through the set
 * from its beginning, so that a listing of a million elements takes many seconds: it is begun once for all pages, and a thread
 * of its own receives what comes next while a page is made text and travels. Only that and a page take memory.
 *
 * <p>The kernel lists plain intervals from the last down, an interval's end before its start, and leaves the end out where
 * the interval above begins there. Used by one thread at a time.
 */
final class ElementListing implements AutoCloseable {
    /** Of 32 KiB each: some pages. */
    private static final int PARTS_AHEAD = 64;

    private final Item.Set set;
    private final long generation;
    private final boolean plainIntervals;
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(PARTS_AHEAD);
    private final Thread receiver;
    private final Queue<Item.Element> waiting = new ArrayDeque<>();
    private boolean ended;
    private Item.Element before;
    private long position;

    private ElementListing(Item.Set set, long generation, NetlinkSocket socket) {
        this.set = set;
        this.generation = generation;
        this.plainIntervals = set.is(Item.Set.INTERVAL) && !set.is(Item.Set.CONCATENATION);
        this.receiver = Thread.ofPlatform().name("elements").daemon().unstarted(() -> receive(socket));
    }

    /** Some messages, none at the end; or why there are no more. */
    private record Part(List<Message> messages, IOException failure) {}

    /**
     * Some elements as they came.
     *
     * @param more whether there are more behind them
     */
    record Page(List<Item.Element> elements, boolean more) {}

    /** A change ran into the listing. */
    static final class InterruptedListingException extends IOException {
        private static final long serialVersionUID = 1L;

        InterruptedListingException(String set) {
            super("The rules changed while the elements of " + set + " were listed");
        }
    }

    /**
     * Begins to list.
     *
     * @param namespace the file that stands for it, null for the one that this process is in
     * @param generation the ruleset's; nothing of another one is told
     */
    static ElementListing of(Path namespace, Item.Set set, long generation) throws IOException {
        ElementListing listing =
                new ElementListing(set, generation, NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace));
        listing.receiver.start();
        return listing;
    }

    /** Whether the page from there on can still be read of this listing. */
    boolean leadsTo(Item.Set wanted, long now, long from) {
        return generation == now
                && position <= from
                && set.family() == wanted.family()
                && set.table().equals(wanted.table())
                && set.name().equals(wanted.name());
    }

    /**
     * The next elements.
     *
     * @param from how many elements of the set are passed over, at least as many as were read
     * @throws InterruptedListingException when the rules changed meanwhile
     */
    Page page(long from, int count) throws IOException {
        List<Item.Element> kept = new ArrayList<>();
        for (Item.Element next = next(); next != null; next = next()) {
            if (!isEnd(next) && position == from + count) {
                return new Page(List.copyOf(kept), true);
            }
            waiting.remove();
            if (!isEnd(next)) {
                if (position >= from) {
                    keep(next, kept);
                }
                position++;
            }
            before = next.is(Item.Element.CATCH_ALL) ? before : next;
        }
        return new Page(List.copyOf(kept), false);
    }

    private boolean isEnd(Item.Element element) {
        return plainIntervals && element.is(Item.Element.INTERVAL_END);
    }

    private void keep(Item.Element element, List<Item.Element> kept) {
        boolean bounded = plainIntervals && !element.is(Item.Element.CATCH_ALL) && before != null;
        if (bounded && (kept.isEmpty() || isEnd(before))) {
            kept.add(isEnd(before) ? before : endAt(before));
        }
        kept.add(element);
    }

    /** Where an interval begins the one below it ends. */
    private static Item.Element endAt(Item.Element start) {
        return new Item.Element(Item.Element.INTERVAL_END, null, null, start.key(), null, null, null, null, null, null);
    }

    /** The element that comes next and stays where it is; null at the end. */
    private Item.Element next() throws IOException {
        while (waiting.isEmpty() && !ended) {
            Part part = take();
            if (part.failure() != null) {
                throw part.failure();
            }
            ended = part.messages().isEmpty();
            for (Message message : part.messages()) {
                List<Item.Element> elements =
                        Codec.read(Item.Elements.class, message).elements();
                waiting.addAll(elements == null ? List.of() : elements);
            }
        }
        return waiting.peek();
    }

    private Part take() throws IOException {
        try {
            return parts.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while listing elements.", e);
        }
    }

    private void receive(NetlinkSocket socket) {
        try (socket) {
            NetlinkSocket.Parts listing = socket.begin("listing elements of " + set.name(), this::request);
            List<Message> next;
            do {
                next = listing.next();
                boolean whole = listing.isWhole() && areOfGeneration(next);
                parts.put(new Part(next, whole ? null : new InterruptedListingException(set.name())));
            } while (!next.isEmpty());
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody waits for more
        }
    }

    private void fail(IOException failure) {
        try {
            parts.put(new Part(List.of(), failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody waits for it
        }
    }

    private void request(MessageWriter out, int sequence) {
        out.message(NfTables.type(NfTables.GET_SET_ELEMENTS), Flags.REQUEST | Flags.DUMP, sequence, () -> {
            NfTables.header(out, set.family());
            out.text(NfTables.ELEMENTS_TABLE, set.table()).text(NfTables.ELEMENTS_SET, set.name());
        });
    }

    /** By the last 16 bits of the generation, with which struct nfgenmsg ends, big-endian. */
    private boolean areOfGeneration(List<Message> messages) throws MalformedMessageException {
        for (Message message : messages) {
            if ((message.header(2) << 8 | message.header(3)) != (int) (generation & 0xFFFF)) {
                return false;
            }
        }
        return true;
    }

    /** Ends it, at whichever place it is. */
    @Override
    public void close() {
        receiver.interrupt();
    }
}
