package org.firewright.agent.api;

/**
 * Counters of one namespace that are other than they were. What has changed is told, not what it has become, and
 * neighbours together: where every rule of many namespaces moves, that is less than half of the bytes.
 *
 * @param namespace its name
 * @param rules rules that have moved, as runs of neighbours: for each the first one's place in
 *     {@link NamespaceCounters#rules}, from 0 on, and how many they are
 * @param packets how many more packets each of them has counted, in the order of the runs; negative where a counter was set
 *     back
 * @param bytes the same of their bytes
 */
public record MovedCounters(String namespace, Numbers rules, Numbers packets, Numbers bytes) {}
