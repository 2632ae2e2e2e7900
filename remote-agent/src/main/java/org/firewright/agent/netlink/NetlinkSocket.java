package org.firewright.agent.netlink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.linux.SystemCalls;

/**
 * A netlink socket of one network namespace. It stays bound to the namespace in which it was opened, whatever thread
 * uses it; calls from several threads wait for each other. It is connected to the kernel, so that no other process of
 * the namespace can slip messages in.
 */
public final class NetlinkSocket implements AutoCloseable {
    /** NETLINK_ROUTE of linux/netlink.h. */
    public static final int ROUTE = 0;

    /** NETLINK_NETFILTER of linux/netlink.h. */
    public static final int NETFILTER = 12;

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;

    /** The most that one listing may bring. */
    private static final long MAX_DUMP_BYTES = 1L << 30;

    private static final int MAX_TRIES = 20;
    private static final int REPLY_MILLIS = 10_000;

    private final Channel channel;
    private int sequence;
    /** Whether an exchange has begun that has not ended well. */
    private boolean halfWay;

    private NetlinkSocket(FileDescriptor socket) {
        this.channel = new Channel(socket);
    }

    /** Writes a request's messages for the sequence that the socket gives it. */
    public interface Request {
        void write(MessageWriter out, int sequence);
    }

    /** Makes a value of a message. */
    public interface Decoder<T> {
        T decode(Message message) throws MalformedMessageException;
    }

    /** Looks at the content of a message where it lies, behind the message's header. */
    public interface Walker {
        /** Keeps nothing of the bytes, which the next part of the listing takes. */
        void message(byte[] bytes, int from, int to) throws MalformedMessageException;
    }

    /**
     * Opens a socket.
     *
     * @param protocol such as {@link #NETFILTER}
     * @param namespace the file that stands for a namespace, null for the one that this process is in
     * @throws IOException when the namespace cannot be entered or the kernel lacks the protocol
     */
    public static NetlinkSocket open(int protocol, Path namespace) throws IOException {
        return new NetlinkSocket(connected(protocol, namespace));
    }

    /** A socket of a namespace that only the kernel can send to. */
    static FileDescriptor connected(int protocol, Path namespace) throws IOException {
        return namespace == null ? connected(protocol) : NetworkNamespace.visit(namespace, () -> connected(protocol));
    }

    private static FileDescriptor connected(int protocol) throws SystemCallException {
        FileDescriptor socket = SystemCalls.socket(AF_NETLINK, SOCK_RAW, protocol);
        try {
            SystemCalls.setsockopt(socket, SOL_NETLINK, NETLINK_CAP_ACK, 1);
            SystemCalls.setsockopt(socket, SOL_NETLINK, NETLINK_EXT_ACK, 1);
            // struct sockaddr_nl: family, padding (16 bits each), port 0 for the kernel, no groups
            SystemCalls.connect(socket, NativeBuffer.allocate(12).putShort(0, (short) AF_NETLINK));
            return socket;
        } catch (SystemCallException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends one message and returns the message that answers it. NetlinkException when the kernel refuses. */
    public synchronized Message request(String what, Request request) throws IOException {
        startAfresh();
        int own = ++sequence;
        channel.send(write(request, own));
        while (true) {
            for (Message message : Message.read(channel.copy(receive(what)))) {
                if (message.sequence() == own) {
                    halfWay = false;
                    check(what, message);
                    return message;
                }
            }
        }
    }

    /**
     * Lists what there is. A listing that a change ran into is started again, up to a bound.
     *
     * @param request must carry {@link Flags#DUMP}
     * @param decoder is called for each message; what it made of an interrupted listing is thrown away
     * @throws NetlinkException when the kernel refuses
     */
    public <T> List<T> dump(String what, Request request, Decoder<T> decoder) throws IOException {
        return dump(what, request, decoder, false);
    }

    /** The same for a listing that may be long, with a decoder that keeps nothing: it is called on several threads. */
    public <T> List<T> dumpBeside(String what, Request request, Decoder<T> decoder) throws IOException {
        return dump(what, request, decoder, true);
    }

    private synchronized <T> List<T> dump(String what, Request request, Decoder<T> decoder, boolean beside)
            throws IOException {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Decoding<T> decoding = new Decoding<>(decoder, beside);
            Parts parts = begin(what, request);
            for (List<Message> part = parts.next(); !part.isEmpty(); part = parts.next()) {
                decoding.add(part);
            }
            if (parts.isWhole()) {
                return decoding.values();
            }
            backOff(tries);
        }
        throw new IOException(what + ": the rules changed during each of " + MAX_TRIES + " readings.");
    }

    /**
     * Begins a listing that is taken part by part, by one thread. Whatever else is asked through the socket ends it.
     *
     * @param request must carry {@link Flags#DUMP}
     */
    public synchronized Parts begin(String what, Request request) throws IOException {
        startAfresh();
        int own = ++sequence;
        channel.send(write(request, own));
        return new Parts(what, own);
    }

    /** A listing that comes in. The kernel writes out what comes next only as the part before it is taken. */
    public final class Parts {
        private final String what;
        private final int own;
        private boolean interrupted;
        private boolean ended;
        private long bytes;

        private Parts(String what, int own) {
            this.what = what;
            this.own = own;
        }

        /**
         * The next messages; none at the end.
         *
         * @throws NetlinkException when the kernel refuses
         */
        public List<Message> next() throws IOException {
            List<Message> part = new ArrayList<>();
            while (!ended && part.isEmpty()) {
                receive(part);
            }
            return part;
        }

        private void receive(List<Message> part) throws IOException {
            for (Message message : Message.read(channel.copy(NetlinkSocket.this.receive(what)))) {
                if (message.sequence() != own) {
                    continue;
                }
                bytes += message.length();
                interrupted |= (message.flags() & Flags.DUMP_INTERRUPTED) != 0;
                if (message.type() == Message.ERROR || message.type() == Message.DONE) {
                    ended = true;
                    halfWay = false;
                    check(what, message);
                    return;
                }
                if (bytes > MAX_DUMP_BYTES) {
                    throw new IOException(what + ": more than " + MAX_DUMP_BYTES + " bytes.");
                }
                part.add(message);
            }
        }

        /** Whether no change has run into what has come so far. */
        public boolean isWhole() {
            return !interrupted;
        }
    }

    /**
     * Lists what there is without keeping any of it: each message is looked at where it lies.
     *
     * @param request must carry {@link Flags#DUMP}
     * @return whether the listing is whole; false when a change ran into it
     * @throws NetlinkException when the kernel refuses
     */
    public synchronized boolean walk(String what, Request request, Walker walker) throws IOException {
        startAfresh();
        int own = ++sequence;
        channel.send(write(request, own));
        long bytes = 0;
        boolean whole = true;
        while (bytes <= MAX_DUMP_BYTES) {
            int length = receive(what);
            byte[] part = channel.part(length);
            int next;
            for (int at = 0; at < length; at = next) {
                next = Message.next(part, at, length);
                if (HostOrder.i32(part, at + 8) != own) {
                    continue;
                }
                int type = HostOrder.u16(part, at + 4);
                if (type == Message.ERROR || type == Message.DONE) {
                    halfWay = false;
                    check(what, Message.read(channel.copy(length)).getLast());
                    return whole && (HostOrder.u16(part, at + 6) & Flags.DUMP_INTERRUPTED) == 0;
                }
                whole &= (HostOrder.u16(part, at + 6) & Flags.DUMP_INTERRUPTED) == 0;
                walker.message(part, at + MessageWriter.HEADER, at + HostOrder.i32(part, at));
            }
            bytes += length;
        }
        throw new IOException(what + ": more than " + MAX_DUMP_BYTES + " bytes.");
    }

    /**
     * Sends several messages at once and returns all that the kernel has to say. It answers before the sending ends,
     * so nothing is waited for; a message that wants no acknowledgement and has no error is not answered.
     *
     * @return errors and, with errno 0, acknowledgements, in the order in which they came
     */
    public synchronized List<KernelError> batch(Bytes messages) throws IOException {
        startAfresh();
        channel.send(messages);
        List<KernelError> answers = new ArrayList<>();
        for (int length = channel.receiveNow(); length >= 0; length = channel.receiveNow()) {
            for (Message message : Message.read(channel.copy(length))) {
                if (message.type() == Message.ERROR) {
                    answers.add(message.error());
                }
            }
        }
        halfWay = false;
        return answers;
    }

    @Override
    public void close() {
        channel.close();
    }

    private static Bytes write(Request request, int sequence) {
        MessageWriter out = new MessageWriter();
        request.write(out, sequence);
        return out.toBytes();
    }

    private static void check(String what, Message message) throws IOException {
        if (message.type() == Message.DONE && message.errno() != 0) {
            throw new NetlinkException(what, new KernelError(message.sequence(), message.errno(), 0, ""));
        }
        if (message.type() == Message.ERROR && message.errno() != 0) {
            throw new NetlinkException(what, message.error());
        }
    }

    /** Reads away what an earlier exchange that failed half-way may have left. */
    private void startAfresh() throws IOException {
        if (!halfWay) {
            halfWay = true;
            return;
        }
        long bytes = 0;
        for (int length = channel.receiveNow(); length >= 0; length = channel.receiveNow()) {
            bytes += length;
            if (bytes > MAX_DUMP_BYTES) {
                throw new IOException("The kernel does not stop answering an earlier request.");
            }
        }
    }

    private int receive(String what) throws IOException {
        int length = channel.receive(REPLY_MILLIS);
        if (length < 0) {
            throw new IOException(what + ": the kernel did not answer within " + REPLY_MILLIS / 1000 + " seconds.");
        }
        return length;
    }

    private static void backOff(int tries) throws IOException {
        try {
            Thread.sleep(Math.min(1 << tries, 50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading rules.", e);
        }
    }
}
