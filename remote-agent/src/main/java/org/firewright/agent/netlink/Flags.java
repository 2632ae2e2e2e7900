package org.firewright.agent.netlink;

/** Flags of messages, from linux/netlink.h. */
public final class Flags {
    /** NLM_F_REQUEST. */
    public static final int REQUEST = 0x1;
    /** NLM_F_MULTI: one of several that a message of type DONE ends. */
    public static final int MULTI = 0x2;
    /** NLM_F_ACK. */
    public static final int ACK = 0x4;
    /** NLM_F_DUMP_INTR: something changed while the kernel was listing. */
    public static final int DUMP_INTERRUPTED = 0x10;
    /** NLM_F_CAPPED: an error that does not repeat the request's content. */
    public static final int CAPPED = 0x100;
    /** NLM_F_ACK_TLVS: an error followed by attributes. */
    public static final int ACK_ATTRIBUTES = 0x200;
    /** NLM_F_DUMP: list all. */
    public static final int DUMP = 0x300;
    /** NLM_F_REPLACE: in the place of the one that is there. */
    public static final int REPLACE = 0x100;
    /** NLM_F_EXCL: fail where it exists. */
    public static final int EXCLUSIVE = 0x200;
    /** NLM_F_CREATE: make it where it does not exist. */
    public static final int CREATE = 0x400;
    /** NLM_F_APPEND: behind the others. */
    public static final int APPEND = 0x800;

    private Flags() {}
}
