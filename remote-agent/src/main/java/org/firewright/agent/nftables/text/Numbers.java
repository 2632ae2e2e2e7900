package org.firewright.agent.nftables.text;

import static java.util.Objects.requireNonNullElse;

/** Numbers of messages, which the kernel leaves out where they are 0. */
final class Numbers {
    private Numbers() {}

    static int or0(Integer number) {
        return requireNonNullElse(number, 0);
    }
}
