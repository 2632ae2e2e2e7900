package org.firewright.agent.api;

import java.util.List;

/**
 * A base chain of type filter.
 *
 * @param name the chain's name, as in {@code chain forward}
 * @param hook where packets meet it
 * @param priority lower comes first; 0 is what nft calls filter
 * @param defaultVerdict what happens to packets that no rule decides: accept or drop
 * @param rules in order; the first that decides ends the walk
 */
public record Chain(String name, Hook hook, int priority, Verdict defaultVerdict, List<Rule> rules) {}
