package org.firewright.agent.bpf;

import java.io.IOException;

/** A compiled object that is not what we can load; the message tells what is wrong with it. */
public final class BadObjectException extends IOException {
    private static final long serialVersionUID = 1L;

    BadObjectException(String reason) {
        super("The eBPF object cannot be used: " + reason + ".");
    }
}
