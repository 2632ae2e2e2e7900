package org.firewright.policy;

/** What a rule, or a policy in the end, does with a packet. */
public enum Action {
    DROP,
    ACCEPT,
    /** Count it and go on. */
    COUNT
}
