package org.firewright.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.RuleCounter;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;

/** Counters of a policy's rules in several namespaces, with their rates, as they come in. */
final class LiveCounters {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Policy policy;
    private final Output output;
    private final Map<String, Map<String, Long>> before = new HashMap<>();
    private long at;

    LiveCounters(Policy policy, Output output) {
        this.policy = policy;
        this.output = output;
    }

    /** Called once for each report, on one thread. */
    void show(CounterReport report) {
        double seconds = at == 0 ? 0 : (report.at() - at) / MILLIS_PER_SECOND;
        List<String> heads = new ArrayList<>(List.of("rule", "does"));
        report.namespaces().forEach(namespace -> heads.addAll(List.of(namespace.namespace(), "")));
        Columns columns = new Columns(heads.toArray(String[]::new));
        for (PolicyRule rule : policy.rules()) {
            List<String> row =
                    new ArrayList<>(List.of(rule.name(), rule.action().name().toLowerCase(Locale.ROOT)));
            for (NamespaceCounters namespace : report.namespaces()) {
                Long packets = packets(namespace, rule);
                Long earlier =
                        before.getOrDefault(namespace.namespace(), Map.of()).get(policy.id(rule));
                row.add(packets == null ? Columns.NONE : Figures.number(packets));
                row.add(
                        packets == null || earlier == null || seconds <= 0
                                ? Columns.NONE
                                : Figures.number(Math.round((packets - earlier) / seconds)) + " /s");
            }
            columns.row(row.toArray());
        }
        output.live(columns.lines(0));
        remember(report);
    }

    private void remember(CounterReport report) {
        at = report.at();
        for (NamespaceCounters namespace : report.namespaces()) {
            Map<String, Long> packets = new HashMap<>();
            namespace.rules().forEach(rule -> packets.put(rule.id(), rule.packets()));
            before.put(namespace.namespace(), packets);
        }
    }

    private Long packets(NamespaceCounters namespace, PolicyRule rule) {
        return namespace.rules().stream()
                .filter(counter -> counter.id().equals(policy.id(rule)))
                .map(RuleCounter::packets)
                .findFirst()
                .orElse(null);
    }
}
