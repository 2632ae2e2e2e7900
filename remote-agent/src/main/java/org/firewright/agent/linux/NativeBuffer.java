package org.firewright.agent.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that the kernel can read and write: direct buffers in the host's byte order. */
public final class NativeBuffer {
    private NativeBuffer() {}

    /** Zeroed memory of so many bytes, in the host's byte order. */
    public static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** A copy of bytes in native memory, ready to be read. */
    public static ByteBuffer of(byte[] bytes) {
        return allocate(bytes.length).put(bytes).flip();
    }

    /**
     * The address of a direct buffer's first byte (not of its position), for structures that hold pointers. The caller
     * keeps the buffer reachable until the kernel is done with it.
     */
    public static long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }
}
