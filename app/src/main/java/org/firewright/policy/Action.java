package org.firewright.policy;

/** What a rule, or a policy in the end, does with a packet. */
public enum Action {
    DROP,
    ACCEPT,
    /** Drop it and tell its sender so: a TCP reset or an ICMP message that the port cannot be reached. */
    REJECT,
    /** Count it and go on. */
    COUNT,
    /** Count it, write a line to the kernel's log and go on. */
    LOG,
    /** Ask the rules of a group, and go on where none of them decides. */
    JUMP;

    /** Whether no further rule is asked; of a jump its group decides that. */
    public boolean decides() {
        return switch (this) {
            case DROP, ACCEPT, REJECT -> true;
            case COUNT, LOG, JUMP -> false;
        };
    }
}
