package org.firewright.agent.api;

/**
 * Counters of one namespace that are other than they were; as many of each kind of numbers.
 *
 * @param namespace its name
 * @param rules places in {@link NamespaceCounters#rules}, from 0 on
 * @param packets packets of each, since the rule was put there
 * @param bytes their bytes
 */
public record MovedCounters(String namespace, Numbers rules, Numbers packets, Numbers bytes) {}
