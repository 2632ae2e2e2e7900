package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Stamp;

/**
 * One consistent picture of a namespace's rules.
 *
 * @param generation the ruleset's generation
 * @param stamp what was deployed, null where our table is not there; with empty texts where somebody else made it
 * @param rules our table's rules in order, with counters
 * @param others other programs' tables, as "family name"
 * @param text our table in nft's notation with the paths of pinned programs, null unless asked for or not there
 */
public record TableState(long generation, Stamp stamp, List<RuleState> rules, List<String> others, String text) {}
