package org.firewright.test.bench;

import java.io.IOException;
import java.util.List;
import org.firewright.test.ScratchNamespace;

/** Two namespaces with a pair of virtual Ethernet devices between them. */
public final class VethPath implements AutoCloseable {
    private static final String SENDER = "fwsend";
    private static final String RECEIVER = "fwreceive";

    private final ScratchNamespace sender;
    private final ScratchNamespace receiver;

    private VethPath(ScratchNamespace sender, ScratchNamespace receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /** Makes one; frames must be sent to {@link Frame#RECEIVER}. */
    public static VethPath make(String area) {
        ScratchNamespace sender = ScratchNamespace.make(area + "a");
        ScratchNamespace receiver = ScratchNamespace.make(area + "b");
        sender.exec("", "ip", "link", "add", SENDER, "type", "veth", "peer", "name", RECEIVER);
        sender.exec("", "ip", "link", "set", RECEIVER, "address", Frame.RECEIVER, "netns", receiver.name());
        // Java knows no interface without an address.
        sender.exec("", "ip", "address", "add", "198.18.0.1/24", "dev", SENDER);
        // Neither end says anything of its own.
        sender.exec("", "ip", "link", "set", SENDER, "addrgenmode", "none");
        receiver.exec("", "ip", "link", "set", RECEIVER, "addrgenmode", "none");
        sender.exec("", "ip", "link", "set", SENDER, "up");
        receiver.exec("", "ip", "link", "set", RECEIVER, "up");
        return new VethPath(sender, receiver);
    }

    /** Where rules see the packets. */
    public ScratchNamespace receiver() {
        return receiver;
    }

    /** Gets frames ready to be sent. */
    public FrameFlood flood(List<byte[]> frames) throws IOException {
        return FrameFlood.open(sender, SENDER, frames);
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
    }
}
