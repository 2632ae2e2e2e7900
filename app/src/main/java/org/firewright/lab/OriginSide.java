package org.firewright.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCalls;

/** Counts what arrives. */
final class OriginSide implements Runnable {
    /** A frame of the lab's is far shorter; of longer ones only the beginning is read. */
    private static final int BUFFER = 256;

    private final FileDescriptor socket;
    private final Counts counts;
    private long unseen;
    private volatile long lastArrival = System.nanoTime();

    OriginSide(Path namespace, Counts counts) throws IOException {
        this.socket = PacketSocket.receiver(namespace);
        this.counts = counts;
    }

    @Override
    public void run() {
        ByteBuffer frame = NativeBuffer.allocate(BUFFER).order(ByteOrder.BIG_ENDIAN);
        try {
            while (true) {
                int length = (int) SystemCalls.receive(socket, frame.clear(), 0);
                Tag tag = Tag.find(frame, length);
                if (tag != null) {
                    counts.arrive(tag.customer(), tag.flow());
                    lastArrival = System.nanoTime();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The origin's side is deaf from now on", e);
        }
    }

    /** Packets so far that the socket had no room for. */
    synchronized long unseen() throws IOException {
        unseen += PacketSocket.takeDrops(socket);
        return unseen;
    }

    /**
     * Waits until nothing has arrived for a while and nothing waits to be read. Within a host a packet takes
     * microseconds, so what has not arrived by then was dropped.
     *
     * @return false when things still arrive after the time that is given
     */
    boolean awaitQuiet(Duration quiet, Duration atMost) throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < atMost.toNanos()) {
            long since = Math.max(begin, lastArrival);
            if (System.nanoTime() - since > quiet.toNanos() && !SystemCalls.awaitReadable(socket, 0)) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }
}
