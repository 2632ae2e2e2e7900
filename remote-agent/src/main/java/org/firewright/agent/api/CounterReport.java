package org.firewright.agent.api;

import java.util.List;

/**
 * Counters of the watched namespaces.
 *
 * @param at when they were read, by the host's clock
 * @param namespaces those that could be read
 * @param memory bytes that our maps take on this host, each counted once
 * @param problems why others could not be read
 */
public record CounterReport(long at, List<NamespaceCounters> namespaces, long memory, List<Problem> problems) {}
