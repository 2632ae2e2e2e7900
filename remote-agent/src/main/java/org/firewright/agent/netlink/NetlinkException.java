package org.firewright.agent.netlink;

import java.io.IOException;
import org.firewright.agent.linux.Errno;

/** A request that the kernel refused. */
public final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient KernelError error;

    public NetlinkException(String what, KernelError error) {
        super(what + ": " + Errno.describe(error.errno()) + (error.text().isEmpty() ? "" : ", " + error.text()));
        this.error = error;
    }

    /** Why. */
    public KernelError error() {
        return error;
    }
}
