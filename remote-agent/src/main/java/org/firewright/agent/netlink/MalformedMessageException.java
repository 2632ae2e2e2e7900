package org.firewright.agent.netlink;

import java.io.IOException;

/** Bytes that are no netlink message, or not the one that they should be. The only exception that reading throws. */
public final class MalformedMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message);
    }
}
