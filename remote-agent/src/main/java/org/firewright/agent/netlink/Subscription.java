package org.firewright.agent.netlink;

import java.io.IOException;
import java.nio.file.Path;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.linux.SystemCalls;

/**
 * What the kernel tells everybody of a network namespace who wants to hear it: a socket that has joined a multicast
 * group. The kernel does not wait for slow listeners; it drops messages and says that it did. To be used by one thread.
 */
public final class Subscription implements AutoCloseable {
    /** NFNLGRP_NFTABLES of linux/netfilter/nfnetlink.h: every change of nf_tables. */
    public static final int NFTABLES = 7;

    /** NFNLGRP_NFTRACE: the way of packets that a rule has marked. */
    public static final int NFTRACE = 9;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_ADD_MEMBERSHIP = 1;

    private final FileDescriptor socket;
    private final Channel channel;

    private Subscription(FileDescriptor socket) {
        this.socket = socket;
        this.channel = new Channel(socket);
    }

    /** Looks at a message; see {@link NetlinkSocket.Decoder}. */
    public interface Listener {
        void message(Message message) throws MalformedMessageException;
    }

    /**
     * Joins a group of {@link NetlinkSocket#NETFILTER}.
     *
     * @param namespace the file that stands for the namespace, null for the one that this process is in
     * @param bufferBytes what the kernel keeps for us before it drops messages
     * @throws IOException when the namespace cannot be entered or the group cannot be joined
     */
    public static Subscription open(Path namespace, int group, int bufferBytes) throws IOException {
        FileDescriptor socket = NetlinkSocket.connected(NetlinkSocket.NETFILTER, namespace);
        try {
            SystemCalls.setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, bufferBytes);
            SystemCalls.setsockopt(socket, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
            return new Subscription(socket);
        } catch (SystemCallException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Takes what has come, at the most so many datagrams.
     *
     * @return whether nothing was lost before or among it
     */
    public boolean take(int most, Listener listener) throws IOException {
        boolean whole = true;
        for (int i = 0; i < most; i++) {
            try {
                int length = channel.receiveNow();
                if (length < 0) {
                    return whole;
                }
                for (Message message : Message.read(channel.copy(length))) {
                    listener.message(message);
                }
            } catch (SystemCallException e) {
                if (e.errno() != Errno.ENOBUFS) {
                    throw e;
                }
                whole = false;
            }
        }
        return whole;
    }

    FileDescriptor socket() {
        return socket;
    }

    @Override
    public void close() {
        channel.close();
    }
}
