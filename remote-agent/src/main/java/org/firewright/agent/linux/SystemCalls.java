package org.firewright.agent.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** System calls that throw instead of returning -1. Buffers must be direct; see {@link NativeBuffer}. */
public final class SystemCalls {
    /** O_RDONLY and O_CLOEXEC of asm-generic/fcntl.h. */
    public static final int O_RDONLY_CLOEXEC = 02000000;

    /** SOCK_CLOEXEC of linux/net.h, to be added to a socket's type. */
    public static final int SOCK_CLOEXEC = 02000000;

    /** CLONE_NEWNET of linux/sched.h. */
    static final int CLONE_NEWNET = 0x40000000;

    /** RLIMIT_MEMLOCK of asm-generic/resource.h. */
    private static final int RLIMIT_MEMLOCK = 8;

    /** MSG_TRUNC and MSG_DONTWAIT of linux/socket.h. */
    private static final int MSG_TRUNC = 0x20;

    private static final int MSG_DONTWAIT = 0x40;

    private static final int UTSNAME_FIELD = 65;

    private SystemCalls() {}

    /** What uname(2) tells. */
    public record Uname(String hostName, String release, String machine) {}

    /** open(2). */
    public static FileDescriptor open(Path path, int flags) throws SystemCallException {
        return new FileDescriptor(check(Libc.open(path.toString(), flags, 0), "open " + path));
    }

    /** socket(2). */
    public static FileDescriptor socket(int domain, int type, int protocol) throws SystemCallException {
        return new FileDescriptor(check(Libc.socket(domain, type | SOCK_CLOEXEC, protocol), "socket"));
    }

    /** bind(2); the address is all that remains in the buffer. */
    public static void bind(FileDescriptor socket, ByteBuffer address) throws SystemCallException {
        check(Libc.bind(socket.number(), address, address.remaining()), "bind");
    }

    /** connect(2); the address is all that remains in the buffer. */
    public static void connect(FileDescriptor socket, ByteBuffer address) throws SystemCallException {
        check(Libc.connect(socket.number(), address, address.remaining()), "connect");
    }

    /** getsockname(2) into a buffer of at least as many bytes as the address has. */
    public static void getsockname(FileDescriptor socket, ByteBuffer address) throws SystemCallException {
        ByteBuffer length = NativeBuffer.allocate(4).putInt(0, address.remaining());
        check(Libc.getsockname(socket.number(), address, length), "getsockname");
    }

    /** setsockopt(2) with an integer. */
    public static void setsockopt(FileDescriptor socket, int level, int option, int value) throws SystemCallException {
        setsockopt(socket, level, option, NativeBuffer.allocate(4).putInt(0, value));
    }

    /** setsockopt(2) with all that remains in the buffer. */
    public static void setsockopt(FileDescriptor socket, int level, int option, ByteBuffer value)
            throws SystemCallException {
        check(
                Libc.setsockopt(socket.number(), level, option, value, value.remaining()),
                "setsockopt " + level + "/" + option);
    }

    /** getsockopt(2) into what remains of the buffer. */
    public static void getsockopt(FileDescriptor socket, int level, int option, ByteBuffer value)
            throws SystemCallException {
        ByteBuffer length = NativeBuffer.allocate(4).putInt(0, value.remaining());
        check(Libc.getsockopt(socket.number(), level, option, value, length), "getsockopt " + level + "/" + option);
    }

    /** sendto(2) of all that remains in the buffer, to all that remains in the address (null: where it is connected). */
    public static long send(FileDescriptor socket, ByteBuffer data, int flags, ByteBuffer address)
            throws SystemCallException {
        int length = address == null ? 0 : address.remaining();
        return check(Libc.sendto(socket.number(), data, data.remaining(), flags, address, length), "sendto");
    }

    /** recv(2) into what remains of the buffer; how many bytes, 0 at the end. The position does not move. */
    public static long receive(FileDescriptor socket, ByteBuffer data, int flags) throws SystemCallException {
        return check(Libc.recv(socket.number(), data, data.remaining(), flags), "recv");
    }

    /**
     * recv(2) that does not wait (MSG_DONTWAIT, and MSG_TRUNC so that the whole length is told): how many bytes, or -1
     * where there is nothing to be read, which is too usual for an exception.
     *
     * @param address of memory of so many bytes, see {@link NativeBuffer#address}
     */
    public static long receiveNow(FileDescriptor socket, long address, int bytes) throws SystemCallException {
        while (true) {
            long length = Libc.recv(socket.number(), address, bytes, MSG_DONTWAIT | MSG_TRUNC);
            if (length >= 0) {
                return length;
            }
            int errno = Native.getLastError();
            if (errno == Errno.EAGAIN) {
                return -1;
            }
            if (errno != Errno.EINTR) {
                throw new SystemCallException("recv", errno);
            }
        }
    }

    /** poll(2) for something to read (POLLIN); false when the time is over first. */
    public static boolean awaitReadable(FileDescriptor fd, int timeoutMillis) throws SystemCallException {
        return poll(NativeBuffer.allocate(8).putInt(0, fd.number()).putShort(4, (short) 1), 1, timeoutMillis) > 0;
    }

    /** poll(2) of so many struct pollfd; how many of them have something to tell, 0 also after a signal. */
    private static int poll(ByteBuffer entries, int count, int timeoutMillis) throws SystemCallException {
        int ready = Libc.poll(entries, count, timeoutMillis);
        return ready < 0 && Native.getLastError() == Errno.EINTR ? 0 : check(ready, "poll");
    }

    /** read(2) into what remains of the buffer. The position does not move. */
    public static long read(FileDescriptor fd, ByteBuffer data) throws SystemCallException {
        return check(Libc.read(fd.number(), data, data.remaining()), "read");
    }

    /** write(2) of all that remains in the buffer. The position does not move. */
    public static long write(FileDescriptor fd, ByteBuffer data) throws SystemCallException {
        return check(Libc.write(fd.number(), data, data.remaining()), "write");
    }

    /** bpf(2) with all that remains in the attributes; the call's result. */
    public static int bpf(int command, ByteBuffer attributes, String what) throws SystemCallException {
        Pointer pointer = Native.getDirectBufferPointer(attributes);
        long result = Libc.syscall(bpfNumber(), command, pointer, attributes.remaining());
        return (int) check(result, "bpf " + what);
    }

    /** mount(2) without data. */
    public static void mount(String source, Path target, String type) throws SystemCallException {
        check(Libc.mount(source, target.toString(), type, 0, null), "mount " + type + " on " + target);
    }

    /** The file system's magic number (f_type of statfs(2)), see linux/magic.h. */
    public static long fileSystemType(Path path) throws SystemCallException {
        ByteBuffer buffer = NativeBuffer.allocate(256);
        check(Libc.statfs(path.toString(), buffer), "statfs " + path);
        return buffer.getLong(0);
    }

    /** uname(2). */
    public static Uname uname() throws SystemCallException {
        ByteBuffer buffer = NativeBuffer.allocate(6 * UTSNAME_FIELD);
        check(Libc.uname(buffer), "uname");
        return new Uname(text(buffer, UTSNAME_FIELD), text(buffer, 2 * UTSNAME_FIELD), text(buffer, 4 * UTSNAME_FIELD));
    }

    /** setrlimit(2): this process may lock any amount of memory from now on (RLIMIT_MEMLOCK). */
    public static void unlimitLockedMemory() throws SystemCallException {
        // struct rlimit: what holds and how far it may be raised; RLIM_INFINITY is all ones.
        ByteBuffer limits = NativeBuffer.allocate(16).putLong(0, -1).putLong(8, -1);
        check(Libc.setrlimit(RLIMIT_MEMLOCK, limits), "setrlimit RLIMIT_MEMLOCK");
    }

    /** geteuid(2). */
    public static int effectiveUser() {
        return Libc.geteuid();
    }

    /** setns(2) of the calling thread; see {@link NetworkNamespace} for the safe way. */
    static void setns(FileDescriptor namespace, int type, String what) throws SystemCallException {
        check(Libc.setns(namespace.number(), type), "setns " + what);
    }

    private static String text(ByteBuffer buffer, int offset) {
        byte[] field = new byte[UTSNAME_FIELD];
        buffer.get(offset, field);
        int end = 0;
        while (end < field.length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }

    /** __NR_bpf of asm/unistd.h. */
    private static long bpfNumber() {
        String machine = System.getProperty("os.arch");
        return switch (machine) {
            case "amd64" -> 321;
            case "aarch64" -> 280;
            default -> throw new IllegalStateException("No system call numbers for " + machine + " are known.");
        };
    }

    static int check(int result, String call) throws SystemCallException {
        return (int) check((long) result, call);
    }

    static long check(long result, String call) throws SystemCallException {
        if (result < 0) {
            throw new SystemCallException(call, Native.getLastError());
        }
        return result;
    }
}
