package org.firewright.agent.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.linux.SystemCalls;

/**
 * A netlink socket's bytes in and out. They pass through memory that all sockets of a thread share, so that a hundred
 * sockets take no more of it than one, and it stays in the processor's cache.
 */
final class Channel implements AutoCloseable {
    /** More than any message: an attribute ends below 64 KiB, and the kernel lists in parts of 32 KiB. */
    private static final int RECEIVE_BYTES = 128 << 10;

    /** Room for the errors of ten thousands of messages that wait to be read; memory is taken only when they come. */
    private static final int QUEUE_BYTES = 32 << 20;

    private static final int SEND_BYTES = 4 << 10;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;

    private static final ThreadLocal<Memory> MEMORY = ThreadLocal.withInitial(Memory::new);

    private final FileDescriptor socket;

    Channel(FileDescriptor socket) {
        this.socket = socket;
    }

    private static final class Memory {
        private final ByteBuffer in = NativeBuffer.allocate(RECEIVE_BYTES);
        private final long address = NativeBuffer.address(in);
        private final ByteBuffer out = NativeBuffer.allocate(SEND_BYTES);
        private final byte[] part = new byte[RECEIVE_BYTES];
    }

    void send(Bytes messages) throws SystemCallException {
        if (messages.length() > RECEIVE_BYTES) {
            SystemCalls.setsockopt(socket, SOL_SOCKET, SO_SNDBUFFORCE, messages.length());
            SystemCalls.setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, QUEUE_BYTES);
        }
        ByteBuffer out = messages.length() > SEND_BYTES
                ? NativeBuffer.of(messages.array())
                : MEMORY.get().out.clear().put(messages.array()).flip();
        while (true) {
            try {
                SystemCalls.send(socket, out, 0, null);
                return;
            } catch (SystemCallException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    /** Receives what is there: how many bytes, -1 where there is nothing. They are to be taken before the next call. */
    int receiveNow() throws IOException {
        long length = SystemCalls.receiveNow(socket, MEMORY.get().address, RECEIVE_BYTES);
        if (length > RECEIVE_BYTES) {
            throw new MalformedMessageException("A message of " + length + " bytes is longer than any known.");
        }
        return (int) length;
    }

    /** The same, but waits: -1 when the time is over. */
    int receive(int atMostMillis) throws IOException {
        while (true) {
            int length = receiveNow();
            if (length >= 0 || !SystemCalls.awaitReadable(socket, atMostMillis)) {
                return length;
            }
        }
    }

    /** A copy of what was received last. */
    byte[] copy(int length) {
        return Arrays.copyOf(part(length), length);
    }

    /** What was received last, at the beginning of memory that every socket of this thread uses. */
    byte[] part(int length) {
        Memory memory = MEMORY.get();
        memory.in.get(0, memory.part, 0, length);
        return memory.part;
    }

    @Override
    public void close() {
        socket.close();
    }
}
