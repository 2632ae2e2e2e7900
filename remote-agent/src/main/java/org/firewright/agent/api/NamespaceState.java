package org.firewright.agent.api;

import java.util.List;

/**
 * A namespace's rules as the kernel has them.
 *
 * @param name its name
 * @param generation the ruleset's generation
 * @param deployed what was deployed, null where our table is not there
 * @param rules our rules in order, with counters
 * @param others other programs' tables, as "family name"; we only read them
 * @param text our table as text in nft's notation with the paths of pinned programs, null unless asked for
 */
public record NamespaceState(
        String name, long generation, Stamp deployed, List<RuleState> rules, List<String> others, String text) {}
