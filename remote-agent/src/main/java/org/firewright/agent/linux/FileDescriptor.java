package org.firewright.agent.linux;

import com.sun.jna.Native;
import java.util.concurrent.atomic.AtomicInteger;

/** An open file descriptor that this object owns. */
public final class FileDescriptor implements AutoCloseable {
    private final AtomicInteger number;

    /** Takes over an open descriptor. */
    public FileDescriptor(int number) {
        this.number = new AtomicInteger(number);
    }

    /** The descriptor's number; IllegalStateException once it is closed. */
    public int number() {
        int current = number.get();
        if (current < 0) {
            throw new IllegalStateException("The file descriptor is closed.");
        }
        return current;
    }

    /** Closes it, once. */
    @Override
    public void close() {
        int current = number.getAndSet(-1);
        if (current >= 0 && Libc.close(current) < 0 && Native.getLastError() == Errno.EBADF) {
            throw new IllegalStateException("File descriptor " + current + " was closed behind our back.");
        }
    }
}
