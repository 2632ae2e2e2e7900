package org.firewright.agent.api;

import java.util.List;

/**
 * What has become of the watched namespaces' counters since the change before: only what is other than it was.
 *
 * @param at when they were read, by the host's clock
 * @param afresh whether everything told before is void: the first change of a watch
 * @param whole all counters of namespaces that were not told before, or whose rules are others than they were
 * @param moved counters that have moved since, of namespaces that were told before
 * @param memory bytes that our maps take on this host, each counted once
 * @param problems why others cannot be read; what was told of a namespace that one is about is void
 */
public record CounterChange(
        long at,
        boolean afresh,
        List<NamespaceCounters> whole,
        List<MovedCounters> moved,
        long memory,
        List<Problem> problems) {}
