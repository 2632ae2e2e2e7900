package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import org.firewright.agent.linux.NativeBuffer;

/**
 * A part of a table, such as its keys, that is written from its start to its end, in the host's byte order. What is put
 * goes over in chunks; {@link #close} sends the last one.
 */
final class TablePart implements AutoCloseable {
    private static final int CHUNK = 16 << 10;

    private final Room room;
    private final ByteBuffer chunk = NativeBuffer.allocate(CHUNK);
    private int at;

    /** From a byte of the table on. */
    TablePart(Room room, long at) {
        this.room = room;
        this.at = Math.toIntExact(at);
    }

    void putShort(short number) {
        if (chunk.remaining() < Short.BYTES) {
            send();
        }
        chunk.putShort(number);
    }

    void putInt(int number) {
        if (chunk.remaining() < Integer.BYTES) {
            send();
        }
        chunk.putInt(number);
    }

    void putLong(long number) {
        if (chunk.remaining() < Long.BYTES) {
            send();
        }
        chunk.putLong(number);
    }

    private void send() {
        int count = chunk.flip().limit();
        room.write(at, chunk);
        at += count;
        chunk.clear();
    }

    @Override
    public void close() {
        send();
    }
}
