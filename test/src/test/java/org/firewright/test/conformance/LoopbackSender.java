package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.linux.SystemCalls;

/** Puts packets on a namespace's loopback as whole frames, so that they come in there just as they are. */
final class LoopbackSender implements AutoCloseable {
    /** From linux/socket.h and linux/if_packet.h. */
    private static final int AF_PACKET = 17;

    private static final int SOCK_RAW = 3;
    private static final int SOCKADDR_LL = 20;
    private static final int LOOPBACK_INDEX = 1;
    private static final int MAX_FRAME = 2_048;

    private final FileDescriptor socket;
    private final ByteBuffer frame = NativeBuffer.allocate(MAX_FRAME);

    LoopbackSender(Path namespace) throws IOException {
        socket = NetworkNamespace.visit(namespace, () -> {
            FileDescriptor made = SystemCalls.socket(AF_PACKET, SOCK_RAW, 0);
            ByteBuffer address = NativeBuffer.allocate(SOCKADDR_LL);
            address.putShort(0, (short) AF_PACKET).putInt(4, LOOPBACK_INDEX);
            SystemCalls.bind(made, address);
            return made;
        });
    }

    /**
     * Sends a packet that begins with its IP header.
     *
     * @param tagged whether with a VLAN tag of IEEE 802.1Q that has a priority and no network (VID 0), which every
     *     interface takes
     */
    void send(byte[] packet, boolean tagged) throws IOException {
        frame.clear().order(ByteOrder.BIG_ENDIAN);
        // Loopback's address is all zeros, and so are both of the frame's.
        frame.putInt(0).putInt(0).putInt(0);
        if (tagged) {
            frame.putShort((short) 0x8100).putShort((short) 0xe000);
        }
        frame.putShort((short) (packet[0] >>> 4 == 4 ? 0x0800 : 0x86dd));
        frame.put(packet).flip();
        SystemCalls.write(socket, frame);
    }

    @Override
    public void close() {
        socket.close();
    }
}
