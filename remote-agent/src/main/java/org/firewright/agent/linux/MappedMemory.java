package org.firewright.agent.linux;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Memory that this process shares with the kernel: what is written here is there. */
public final class MappedMemory implements AutoCloseable {
    /** PROT_READ and PROT_WRITE, MAP_SHARED of asm-generic/mman-common.h and linux/mman.h. */
    private static final int READ_AND_WRITE = 3;

    private static final int SHARED = 1;

    private final int length;
    private Pointer address;

    private MappedMemory(Pointer address, int length) {
        this.address = address;
        this.length = length;
    }

    /**
     * Maps what is behind a descriptor, from its first byte on.
     *
     * @throws SystemCallException when it cannot be mapped: EINVAL, EPERM, ENOTSUPP, ENOMEM
     */
    public static MappedMemory of(FileDescriptor descriptor, int length) throws SystemCallException {
        Pointer address = Libc.mmap(null, length, READ_AND_WRITE, SHARED, descriptor.number(), 0);
        SystemCalls.check(Pointer.nativeValue(address), "mmap");
        return new MappedMemory(address, length);
    }

    /**
     * Writes all that remains in a buffer. The kernel does it where it may (process_vm_writev(2)): a page that only the
     * kernel touches costs this process no page fault, and where a virtual machine's page tables are shadowed these take
     * far longer than the copy.
     *
     * @param at from which byte on
     * @param bytes direct, from its first byte on
     * @throws IllegalStateException once it is closed
     */
    public void write(int at, ByteBuffer bytes) {
        if (address == null) {
            throw new IllegalStateException("The memory is no longer mapped.");
        }
        int count = bytes.remaining();
        if (at < 0 || at > length - count || bytes.position() != 0) {
            throw new IllegalArgumentException(
                    count + " bytes at " + at + " are not inside " + length + ", or do not begin the buffer.");
        }
        ByteBuffer from = vector(NativeBuffer.address(bytes), count);
        ByteBuffer to = vector(Pointer.nativeValue(address) + at, count);
        if (Libc.process_vm_writev(Libc.getpid(), from, 1, to, 1, 0) != count) {
            // Forbidden by a filter for system calls, or left out of this kernel.
            address.getByteBuffer(at, count).put(bytes);
        }
        bytes.position(bytes.limit());
    }

    /** struct iovec of linux/uio.h. */
    private static ByteBuffer vector(long address, int count) {
        return NativeBuffer.allocate(2 * Long.BYTES).putLong(0, address).putLong(Long.BYTES, count);
    }

    /** Takes it out of this process; what was written stays with the kernel. */
    @Override
    public void close() {
        if (address != null) {
            Libc.munmap(address, length);
            address = null;
        }
    }
}
