package org.firewright.agent.api;

import java.util.List;

/**
 * The counters of our rules in one namespace.
 *
 * @param namespace its name
 * @param digest digest of the ruleset in force, empty where our table is not there: counters start anew when it changes
 * @param rules in order
 */
public record NamespaceCounters(String namespace, String digest, List<RuleCounter> rules) {}
