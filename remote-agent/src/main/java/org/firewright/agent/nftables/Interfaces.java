package org.firewright.agent.nftables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.NetlinkSocket;

/** Names of a namespace's network interfaces by their indexes, which rules hold. */
final class Interfaces {
    /** RTM_GETLINK of linux/rtnetlink.h. */
    private static final int GET_LINK = 18;

    /** Bytes of struct ifinfomsg of linux/rtnetlink.h; the index stands at byte 4, in the host's order. */
    private static final int HEADER = 16;

    private static final int INDEX = 4;

    /** IFLA_IFNAME of linux/if_link.h. */
    private static final int NAME = 3;

    private Interfaces() {}

    /**
     * Reads them.
     *
     * @param namespace the file that stands for it, null for the one that this process is in
     * @return gives null for an index that there is not
     */
    static IntFunction<String> of(Path namespace) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE, namespace)) {
            socket.dump(
                    "listing network interfaces",
                    (out, sequence) -> out.message(
                            GET_LINK, Flags.REQUEST | Flags.DUMP, sequence, () -> out.raw(new byte[HEADER])),
                    message -> read(message, names));
        }
        return names::get;
    }

    /**
     * The same, but they are read when the first of them is asked for: few rules hold any.
     *
     * @return throws UncheckedIOException where they cannot be read
     */
    static IntFunction<String> whenAsked(Path namespace) {
        return new IntFunction<>() {
            private IntFunction<String> names;

            @Override
            public synchronized String apply(int index) {
                if (names == null) {
                    try {
                        names = of(namespace);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return names.apply(index);
            }
        };
    }

    private static String read(Message message, Map<Integer, String> names) throws MalformedMessageException {
        Attribute name = message.attributes(HEADER).find(NAME);
        if (name == null) {
            return "";
        }
        byte[] index = new byte[Integer.BYTES];
        for (int i = 0; i < index.length; i++) {
            index[i] = (byte) message.header(INDEX + i);
        }
        names.put(ByteBuffer.wrap(index).order(ByteOrder.nativeOrder()).getInt(), name.text());
        return name.text();
    }
}
