package org.firewright.agent.api;

import java.util.List;

/**
 * All of our rules in one namespace: the content of its table {@code inet firewright}.
 *
 * @param namespace a name under /run/netns, or {@link #ROOT}
 * @param policy the policy's name, for people
 * @param digest digest of everything that decides a packet's fate, so that equal rulesets are seen to be equal
 * @param chains in the order in which they are to be listed
 */
public record Ruleset(String namespace, String policy, String digest, List<Chain> chains) {
    /** The namespace that the agent itself was started in. */
    public static final String ROOT = "root";

    /** Our table's name in every namespace, always of family inet. */
    public static final String TABLE = "firewright";
}
