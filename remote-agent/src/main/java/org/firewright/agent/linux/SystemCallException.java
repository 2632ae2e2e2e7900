package org.firewright.agent.linux;

import java.io.IOException;

/** A system call that failed, with the call and what it was about, and the errno that tells why. */
public final class SystemCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    SystemCallException(String call, int errno) {
        super(call + ": " + Errno.describe(errno));
        this.errno = errno;
    }

    /** The cause as a number; compare it with the constants of {@link Errno}. */
    public int errno() {
        return errno;
    }
}
