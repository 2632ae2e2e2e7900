package org.firewright.agent.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.linux.Errno;
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
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;

    /** More than any message: an attribute ends below 64 KiB, and the kernel lists in parts of 32 KiB. */
    private static final int RECEIVE_BYTES = 128 << 10;

    /** Room for the errors of ten thousands of messages that wait to be read; memory is taken only when they come. */
    private static final int QUEUE_BYTES = 32 << 20;

    /** The most that one listing may bring. */
    private static final long MAX_DUMP_BYTES = 1L << 30;

    private static final int MAX_TRIES = 20;
    private static final int REPLY_MILLIS = 10_000;

    private final FileDescriptor socket;
    private final ByteBuffer buffer = NativeBuffer.allocate(RECEIVE_BYTES);
    private int sequence;

    private NetlinkSocket(FileDescriptor socket) {
        this.socket = socket;
    }

    /** Writes a request's messages for the sequence that the socket gives it. */
    public interface Request {
        void write(MessageWriter out, int sequence);
    }

    /** Makes a value of a message. */
    public interface Decoder<T> {
        T decode(Message message) throws MalformedMessageException;
    }

    /**
     * Opens a socket.
     *
     * @param protocol such as {@link #NETFILTER}
     * @param namespace the file that stands for a namespace, null for the one that this process is in
     * @throws IOException when the namespace cannot be entered or the kernel lacks the protocol
     */
    public static NetlinkSocket open(int protocol, Path namespace) throws IOException {
        FileDescriptor socket =
                namespace == null ? connected(protocol) : NetworkNamespace.visit(namespace, () -> connected(protocol));
        return new NetlinkSocket(socket);
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
        send(write(request, own));
        while (true) {
            for (Message message : receive(what)) {
                if (message.sequence() == own) {
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
    public synchronized <T> List<T> dump(String what, Request request, Decoder<T> decoder) throws IOException {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            startAfresh();
            int own = ++sequence;
            send(write(request, own));
            List<T> listed = listing(what, own, decoder);
            if (listed != null) {
                return listed;
            }
            backOff(tries);
        }
        throw new IOException(what + ": the rules changed during each of " + MAX_TRIES + " readings.");
    }

    private <T> List<T> listing(String what, int own, Decoder<T> decoder) throws IOException {
        List<T> listed = new ArrayList<>();
        boolean interrupted = false;
        long bytes = 0;
        while (true) {
            for (Message message : receive(what)) {
                if (message.sequence() != own) {
                    continue;
                }
                bytes += message.length();
                interrupted |= (message.flags() & Flags.DUMP_INTERRUPTED) != 0;
                if (message.type() == Message.ERROR || message.type() == Message.DONE) {
                    check(what, message);
                    return interrupted ? null : listed;
                }
                if (bytes > MAX_DUMP_BYTES) {
                    throw new IOException(what + ": more than " + MAX_DUMP_BYTES + " bytes.");
                }
                if (!interrupted) {
                    listed.add(decoder.decode(message));
                }
            }
        }
    }

    /**
     * Sends several messages at once and returns all that the kernel has to say. It answers before the sending ends,
     * so nothing is waited for; a message that wants no acknowledgement and has no error is not answered.
     *
     * @return errors and, with errno 0, acknowledgements, in the order in which they came
     */
    public synchronized List<KernelError> batch(Bytes messages) throws IOException {
        startAfresh();
        send(messages);
        List<KernelError> answers = new ArrayList<>();
        for (byte[] datagram = receiveNow(); datagram != null; datagram = receiveNow()) {
            for (Message message : Message.read(datagram)) {
                if (message.type() == Message.ERROR) {
                    answers.add(message.error());
                }
            }
        }
        return answers;
    }

    @Override
    public void close() {
        socket.close();
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

    private void send(Bytes messages) throws SystemCallException {
        if (messages.length() > RECEIVE_BYTES) {
            SystemCalls.setsockopt(socket, SOL_SOCKET, SO_SNDBUFFORCE, messages.length());
            SystemCalls.setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, QUEUE_BYTES);
        }
        while (true) {
            try {
                SystemCalls.send(socket, NativeBuffer.of(messages.array()), 0, null);
                return;
            } catch (SystemCallException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    /** Reads away what an earlier exchange that failed half-way may have left. */
    private void startAfresh() throws IOException {
        long bytes = 0;
        for (byte[] datagram = receiveNow(); datagram != null; datagram = receiveNow()) {
            bytes += datagram.length;
            if (bytes > MAX_DUMP_BYTES) {
                throw new IOException("The kernel does not stop answering an earlier request.");
            }
        }
    }

    private List<Message> receive(String what) throws IOException {
        boolean readable;
        try {
            readable = SystemCalls.awaitReadable(socket, REPLY_MILLIS);
        } catch (SystemCallException e) {
            if (e.errno() == Errno.EINTR) {
                return List.of(); // a signal; the caller asks again
            }
            throw e;
        }
        if (!readable) {
            throw new IOException(what + ": the kernel did not answer within " + REPLY_MILLIS / 1000 + " seconds.");
        }
        byte[] datagram = receiveNow();
        return datagram == null ? List.of() : Message.read(datagram);
    }

    /** What is there to be read, or null. */
    private byte[] receiveNow() throws IOException {
        while (true) {
            try {
                long length = SystemCalls.receive(socket, buffer.clear(), MSG_DONTWAIT | MSG_TRUNC);
                if (length > buffer.capacity()) {
                    throw new MalformedMessageException("A message of " + length + " bytes is longer than any known.");
                }
                byte[] datagram = new byte[(int) length];
                buffer.get(0, datagram);
                return datagram;
            } catch (SystemCallException e) {
                if (e.errno() == Errno.EAGAIN) {
                    return null;
                }
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
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
