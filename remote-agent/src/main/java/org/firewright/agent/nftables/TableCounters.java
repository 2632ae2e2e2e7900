package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.api.RuleCounter;

/**
 * Our table's counters at one moment.
 *
 * @param digest digest of the ruleset in force, empty where our table is not there
 * @param rules in order; rules added by hand have an empty id
 */
public record TableCounters(String digest, List<RuleCounter> rules) {}
