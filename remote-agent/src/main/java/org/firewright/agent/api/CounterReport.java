package org.firewright.agent.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters of the watched namespaces, as they add up from what the agent tells of them.
 *
 * @param at when they were read, by the host's clock
 * @param namespaces those that could be read
 * @param memory bytes that our maps take on this host, each counted once
 * @param problems why others could not be read
 */
public record CounterReport(long at, List<NamespaceCounters> namespaces, long memory, List<Problem> problems) {
    /** Before anything was told. */
    public static final CounterReport NOTHING = new CounterReport(0, List.of(), 0, List.of());

    /** The counters after a change. A change of what was never told changes nothing. */
    public CounterReport after(CounterChange change) {
        Map<String, NamespaceCounters> now = new LinkedHashMap<>();
        if (!change.afresh()) {
            namespaces.forEach(each -> now.put(each.namespace(), each));
        }
        change.problems().forEach(problem -> now.remove(problem.place().namespace()));
        change.whole().forEach(each -> now.put(each.namespace(), each));
        change.moved().forEach(each -> now.computeIfPresent(each.namespace(), (name, before) -> moved(before, each)));
        return new CounterReport(change.at(), List.copyOf(now.values()), change.memory(), change.problems());
    }

    private static NamespaceCounters moved(NamespaceCounters before, MovedCounters moved) {
        List<RuleCounter> rules = new ArrayList<>(before.rules());
        for (int i = 0; i < moved.rules().size(); i++) {
            long place = moved.rules().at(i);
            if (place >= 0 && place < rules.size()) {
                int at = (int) place;
                rules.set(
                        at,
                        new RuleCounter(
                                rules.get(at).id(),
                                moved.packets().at(i),
                                moved.bytes().at(i)));
            }
        }
        return new NamespaceCounters(before.namespace(), before.digest(), List.copyOf(rules));
    }
}
