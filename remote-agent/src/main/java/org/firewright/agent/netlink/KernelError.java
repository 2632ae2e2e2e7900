package org.firewright.agent.netlink;

/**
 * What the kernel has against a message.
 *
 * @param sequence the message's sequence
 * @param errno why, positive
 * @param offset bytes from the start of the message to the attribute that is to blame, 0 where it does not tell
 * @param text the kernel's words, mostly empty
 */
public record KernelError(int sequence, int errno, int offset, String text) {
    /** NLMSGERR_ATTR_MSG. */
    static final int TEXT = 1;

    /** NLMSGERR_ATTR_OFFS. */
    static final int OFFSET = 2;
}
