package org.firewright.test.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.linux.SystemCalls;
import org.firewright.test.ScratchNamespace;

/**
 * Sends frames as fast as one processor can: many with each call of sendmmsg(2), past the queueing discipline. With
 * virtual Ethernet the receiving end's rules run before the next frame is sent, so the rate is that of both together.
 */
public final class FrameFlood implements AutoCloseable {
    /** From linux/socket.h and linux/if_packet.h. */
    private static final int AF_PACKET = 17;

    private static final int SOCK_RAW = 3;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int SOCKADDR_LL = 20;

    /** struct mmsghdr and struct iovec on 64-bit machines. */
    private static final int MESSAGE = 64;

    private static final int VECTOR = 16;
    private static final MethodHandle SENDMMSG = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("sendmmsg"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT));

    /** Linux looks at no more messages with one call (UIO_MAXIOV). */
    private static final int AT_ONCE = 1024;

    private final FileDescriptor socket;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment messages;
    private final int count;

    private FrameFlood(FileDescriptor socket, List<byte[]> frames) {
        this.socket = socket;
        count = frames.size();
        messages = arena.allocate((long) MESSAGE * count, 8);
        MemorySegment vectors = arena.allocate((long) VECTOR * count, 8);
        for (int i = 0; i < count; i++) {
            MemorySegment frame = arena.allocateFrom(ValueLayout.JAVA_BYTE, frames.get(i));
            vectors.set(ValueLayout.ADDRESS, (long) VECTOR * i, frame);
            vectors.set(ValueLayout.JAVA_LONG, (long) VECTOR * i + 8, frame.byteSize());
            messages.set(ValueLayout.ADDRESS, (long) MESSAGE * i + 16, vectors.asSlice((long) VECTOR * i));
            messages.set(ValueLayout.JAVA_LONG, (long) MESSAGE * i + 24, 1);
        }
    }

    /** Frames to be sent out of an interface, again and again in their order. */
    public static FrameFlood open(ScratchNamespace namespace, String networkInterface, List<byte[]> frames)
            throws IOException {
        FileDescriptor socket = NetworkNamespace.visit(namespace.file(), () -> {
            ByteBuffer address = NativeBuffer.allocate(SOCKADDR_LL).order(ByteOrder.nativeOrder());
            address.putShort(0, (short) AF_PACKET)
                    .putInt(4, NetworkInterface.getByName(networkInterface).getIndex());
            FileDescriptor opened = SystemCalls.socket(AF_PACKET, SOCK_RAW, 0);
            SystemCalls.bind(opened, address);
            SystemCalls.setsockopt(opened, SOL_PACKET, PACKET_QDISC_BYPASS, 1);
            return opened;
        });
        return new FrameFlood(socket, frames);
    }

    /** Sends every frame once. */
    public void round() throws IOException {
        for (int sent = 0; sent < count; ) {
            int now = send(messages.asSlice((long) MESSAGE * sent), Math.min(AT_ONCE, count - sent));
            if (now <= 0) {
                throw new IOException("sendmmsg sent nothing.");
            }
            sent += now;
        }
    }

    private int send(MemorySegment from, int many) throws IOException {
        try {
            return (int) SENDMMSG.invokeExact(socket.number(), from, many, 0);
        } catch (Throwable e) {
            throw new IOException("sendmmsg cannot be called.", e);
        }
    }

    @Override
    public void close() {
        socket.close();
        arena.close();
    }
}
