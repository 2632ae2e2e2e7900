package org.firewright.ui.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.RuleCounter;

/**
 * What a host's counters come to, report after report of one connection. Thousands of rules take longer than a frame may,
 * so this is done on the thread that brings the reports, and the JavaFX thread only gets what it came to.
 */
final class Readings {
    private final Map<String, Known> namespaces = new HashMap<>();

    private static final class Known {
        private final Map<String, CounterSeries> series = new ConcurrentHashMap<>();
        private String digest = "";
    }

    /**
     * A report as it is shown.
     *
     * @param at milliseconds by the host's clock
     * @param memory bytes that our maps take on the host
     */
    record OfHost(long at, List<OfNamespace> namespaces, long memory, List<Problem> problems) {}

    /**
     * A namespace's part of a report.
     *
     * @param live by rule identity
     * @param rate packets a second of all rules together
     * @param series the last minute by rule identity; goes on with the next report
     */
    record OfNamespace(
            String namespace, String digest, Map<String, Live> live, double rate, Map<String, CounterSeries> series) {}

    /** Adds a report; reports have to come in order. */
    synchronized OfHost add(CounterReport report) {
        return new OfHost(
                report.at(),
                report.namespaces().stream()
                        .map(counters -> add(report.at(), counters))
                        .toList(),
                report.memory(),
                List.copyOf(report.problems()));
    }

    private OfNamespace add(long at, NamespaceCounters counters) {
        Known known = namespaces.computeIfAbsent(counters.namespace(), name -> new Known());
        if (!counters.digest().equals(known.digest)) {
            known.series.clear();
            known.digest = counters.digest();
        }
        double all = 0;
        Map<String, Live> now = HashMap.newHashMap(counters.rules().size());
        for (RuleCounter counter : counters.rules()) {
            CounterSeries one = known.series.computeIfAbsent(counter.id(), id -> new CounterSeries());
            one.add(at, counter.packets(), counter.bytes());
            Live reading = one.live();
            now.put(counter.id(), reading);
            all += reading.rate();
        }
        if (known.series.size() > now.size()) {
            known.series.keySet().retainAll(now.keySet());
        }
        return new OfNamespace(
                counters.namespace(), counters.digest(), Collections.unmodifiableMap(now), all, known.series);
    }
}
