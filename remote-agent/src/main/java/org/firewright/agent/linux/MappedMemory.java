package org.firewright.agent.linux;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that this process shares with the kernel: what is written here is there. */
public final class MappedMemory implements AutoCloseable {
    /** PROT_READ and PROT_WRITE, MAP_SHARED of asm-generic/mman-common.h and linux/mman.h. */
    private static final int READ_AND_WRITE = 3;

    private static final int SHARED = 1;

    private final Pointer address;
    private final long length;
    private ByteBuffer bytes;

    private MappedMemory(Pointer address, int length) {
        this.address = address;
        this.length = length;
        bytes = address.getByteBuffer(0, length).order(ByteOrder.nativeOrder());
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
     * The bytes, in the host's byte order.
     *
     * @throws IllegalStateException once it is closed; a buffer that was got before must not be used either
     */
    public ByteBuffer bytes() {
        if (bytes == null) {
            throw new IllegalStateException("The memory is no longer mapped.");
        }
        return bytes;
    }

    /** Takes it out of this process; what was written stays with the kernel. */
    @Override
    public void close() {
        if (bytes != null) {
            bytes = null;
            Libc.munmap(address, length);
        }
    }
}
