package org.firewright.agent.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** The functions of the C library that we call, bound directly. A result of -1 leaves its errno with JNA. */
final class Libc {
    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native int open(String path, int flags, int mode);

    static native int close(int fd);

    static native long read(int fd, ByteBuffer buffer, long length);

    static native long write(int fd, ByteBuffer buffer, long length);

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, ByteBuffer address, int length);

    static native int connect(int fd, ByteBuffer address, int length);

    static native int setsockopt(int fd, int level, int option, ByteBuffer value, int length);

    static native int getsockopt(int fd, int level, int option, ByteBuffer value, ByteBuffer length);

    static native int getsockname(int fd, ByteBuffer address, ByteBuffer length);

    static native long sendto(int fd, ByteBuffer buffer, long length, int flags, ByteBuffer address, int addressLength);

    static native long recv(int fd, ByteBuffer buffer, long length, int flags);

    /** The same into memory at an address: for a buffer JNA calls back into Java, which takes as long as a short answer. */
    static native long recv(int fd, long buffer, long length, int flags);

    static native int poll(ByteBuffer descriptors, long count, int timeoutMillis);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, ByteBuffer event);

    static native int epoll_wait(int epoll, ByteBuffer events, int most, int timeoutMillis);

    static native int setns(int fd, int type);

    static native int unshare(int flags);

    static native Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset);

    static native long process_vm_writev(
            int pid, ByteBuffer local, long localCount, ByteBuffer remote, long remoteCount, long flags);

    static native int munmap(Pointer address, long length);

    static native int mount(String source, String target, String type, long flags, Pointer data);

    static native int umount2(String target, int flags);

    static native int statfs(String path, ByteBuffer buffer);

    static native int uname(ByteBuffer buffer);

    static native int setrlimit(int resource, ByteBuffer limits);

    static native int geteuid();

    static native int getpid();

    static native long syscall(long number, long a, Pointer b, long c);

    static native String strerror(int errno);
}
