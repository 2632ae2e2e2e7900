package org.firewright.agent.api;

/** What a rule does with a packet that meets all of its conditions. */
public enum Verdict {
    ACCEPT,
    DROP,
    /** Count it and go on with the next rule. */
    COUNT
}
