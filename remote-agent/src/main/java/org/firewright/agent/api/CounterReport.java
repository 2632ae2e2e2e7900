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

    /** Whatever the agent says, no place is looked for that is not there. */
    private static NamespaceCounters moved(NamespaceCounters before, MovedCounters moved) {
        List<RuleCounter> rules = new ArrayList<>(before.rules());
        int figures = Math.min(moved.packets().size(), moved.bytes().size());
        int next = 0;
        for (int run = 0; run + 1 < moved.rules().size(); run += 2) {
            long first = moved.rules().at(run);
            long count = moved.rules().at(run + 1);
            for (long i = 0; i < count && next < figures; i++, next++) {
                long place = first + i;
                if (place >= 0 && place < rules.size()) {
                    RuleCounter rule = rules.get((int) place);
                    rules.set(
                            (int) place,
                            new RuleCounter(
                                    rule.id(),
                                    rule.packets() + moved.packets().at(next),
                                    rule.bytes() + moved.bytes().at(next)));
                }
            }
        }
        return new NamespaceCounters(before.namespace(), before.digest(), List.copyOf(rules));
    }
}
