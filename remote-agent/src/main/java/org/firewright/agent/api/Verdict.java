package org.firewright.agent.api;

/** What a rule does with a packet that meets all of its conditions. */
public enum Verdict {
    ACCEPT,
    DROP,
    /** Drop it and tell its sender: a TCP reset, or an ICMP message that the port cannot be reached. */
    REJECT,
    /** Count it and go on with the next rule. */
    COUNT,
    /** Go on with the rules of another chain, and, where none of them decides, with the next rule of this one. */
    JUMP
}
