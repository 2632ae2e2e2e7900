package org.firewright.agent.api;

import java.util.List;

/**
 * A base chain of type filter, or one without a hook, to which packets come only by rules that jump there.
 *
 * @param name the chain's name, as in {@code chain forward}
 * @param hook where packets meet it; null where they come only by jumps
 * @param priority lower comes first; 0 is what nft calls filter, and what a chain without hook has
 * @param defaultVerdict what happens to packets that no rule decides: accept or drop; null without hook, where they go back
 *     behind the rule that they came by
 * @param rules in order; the first that decides ends the walk
 */
public record Chain(String name, Hook hook, int priority, Verdict defaultVerdict, List<Rule> rules) {
    /** How many jumps within one another the kernel follows: NFT_JUMP_STACK_SIZE of net/netfilter/nf_tables.h less one. */
    public static final int MOST_JUMPS_WITHIN = 15;

    /** A chain without hook. */
    public static Chain regular(String name, List<Rule> rules) {
        return new Chain(name, null, 0, null, rules);
    }

    /** Whether packets come to it only by jumps. */
    public boolean isRegular() {
        return hook == null;
    }
}
