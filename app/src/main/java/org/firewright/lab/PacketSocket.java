package org.firewright.lab;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.linux.SystemCalls;

/** Sockets for whole Ethernet frames (packet(7)), in another network namespace. */
final class PacketSocket {
    /** From linux/socket.h, linux/if_ether.h, linux/if_packet.h and asm-generic/socket.h. */
    private static final int AF_PACKET = 17;

    private static final int SOCK_RAW = 3;
    private static final int ETH_P_ALL = 3;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int SOCKADDR_LL = 20;
    private static final int RECEIVE_BUFFER = 32 << 20;

    private PacketSocket() {}

    /** A socket that sends frames out of an interface, and gets none. */
    static FileDescriptor sender(Path namespace, String networkInterface) throws IOException {
        return NetworkNamespace.visit(namespace, () -> {
            NetworkInterface found = NetworkInterface.getByName(networkInterface);
            if (found == null) {
                throw new IOException("There is no interface " + networkInterface + " in " + namespace + ".");
            }
            FileDescriptor socket = SystemCalls.socket(AF_PACKET, SOCK_RAW, 0);
            SystemCalls.bind(socket, address(0, found.getIndex()));
            return socket;
        });
    }

    /** A socket that gets every frame that comes in at any interface, with room for some tens of thousands. */
    static FileDescriptor receiver(Path namespace) throws IOException {
        return NetworkNamespace.visit(namespace, () -> {
            FileDescriptor socket = SystemCalls.socket(AF_PACKET, SOCK_RAW, 0);
            SystemCalls.setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER);
            SystemCalls.setsockopt(socket, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
            SystemCalls.bind(socket, address(ETH_P_ALL, 0));
            return socket;
        });
    }

    /** Frames that found no room since the last call. */
    static long takeDrops(FileDescriptor receiver) throws IOException {
        ByteBuffer statistics = NativeBuffer.allocate(8); // struct tpacket_stats: packets, drops
        SystemCalls.getsockopt(receiver, SOL_PACKET, PACKET_STATISTICS, statistics);
        return Integer.toUnsignedLong(statistics.getInt(4));
    }

    /** struct sockaddr_ll: the protocol in network order, the rest in the host's. */
    private static ByteBuffer address(int protocol, int interfaceIndex) {
        ByteBuffer address = NativeBuffer.allocate(SOCKADDR_LL);
        address.putShort(0, (short) AF_PACKET).putInt(4, interfaceIndex);
        return address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) protocol).order(ByteOrder.nativeOrder());
    }
}
