package org.firewright.agent.api;

import java.util.List;

/**
 * Counters of one namespace that are other than they were; three lists of one length.
 *
 * @param namespace its name
 * @param rules places in {@link NamespaceCounters#rules}, from 0 on
 * @param packets packets of each, since the rule was put there
 * @param bytes their bytes
 */
public record MovedCounters(String namespace, List<Integer> rules, List<Long> packets, List<Long> bytes) {}
