package org.firewright.agent.api;

/**
 * A watched namespace's rules are others than they were, whoever changed them. Several changes in a short time are told
 * as one.
 *
 * @param namespace its name
 * @param generation the ruleset's generation now
 * @param program the name of the program that made the last change, empty where the kernel lost count
 * @param process its process number, 0 where the kernel lost count
 */
public record RulesetChange(String namespace, long generation, String program, long process) {}
