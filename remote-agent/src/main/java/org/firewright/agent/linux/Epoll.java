package org.firewright.agent.linux;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Descriptors of which one wants to know which have something to be read: epoll(7), which takes no longer for many than for
 * few. To be used by one thread; another one may wait.
 */
public final class Epoll implements AutoCloseable {
    /** EPOLL_CLOEXEC, EPOLL_CTL_ADD, EPOLL_CTL_DEL and EPOLLIN of linux/eventpoll.h. */
    private static final int CLOEXEC = 02000000;

    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int IN = 1;

    /** Bytes of struct epoll_event and where its data lies: it is packed on x86-64 alone. */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

    private static final int EVENT = PACKED ? 12 : 16;
    private static final int DATA = PACKED ? 4 : 8;

    private static final int MOST = 64;

    private final FileDescriptor epoll;
    private final ByteBuffer events = NativeBuffer.allocate(MOST * EVENT);

    /** Of the thread that waits. */
    private final ByteBuffer event = NativeBuffer.allocate(EVENT);

    private Epoll(FileDescriptor epoll) {
        this.epoll = epoll;
    }

    /** One without descriptors. */
    public static Epoll open() throws SystemCallException {
        return new Epoll(new FileDescriptor(SystemCalls.check(Libc.epoll_create1(CLOEXEC), "epoll_create1")));
    }

    /** Adds a descriptor that is not among them. */
    public void add(FileDescriptor fd) throws SystemCallException {
        ByteBuffer event = NativeBuffer.allocate(EVENT).putInt(0, IN).putInt(DATA, fd.number());
        SystemCalls.check(Libc.epoll_ctl(epoll.number(), ADD, fd.number(), event), "epoll_ctl");
    }

    /** Takes a descriptor out, to be done before it is closed. */
    public void remove(FileDescriptor fd) throws SystemCallException {
        SystemCalls.check(Libc.epoll_ctl(epoll.number(), DELETE, fd.number(), null), "epoll_ctl");
    }

    /** Waits until one has something to be read, which it leaves there; false when the time is over first. */
    public boolean await(int atMostMillis) throws SystemCallException {
        return wait(event, 1, atMostMillis) > 0;
    }

    /** The numbers of those that have something to be read now; of many only some. */
    public int[] ready() throws SystemCallException {
        int[] ready = new int[wait(events, MOST, 0)];
        Arrays.setAll(ready, i -> events.getInt(i * EVENT + DATA));
        return ready;
    }

    private int wait(ByteBuffer into, int most, int atMostMillis) throws SystemCallException {
        int count = Libc.epoll_wait(epoll.number(), into, most, atMostMillis);
        return count < 0 && Native.getLastError() == Errno.EINTR ? 0 : SystemCalls.check(count, "epoll_wait");
    }

    @Override
    public void close() {
        epoll.close();
    }
}
