package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.nftables.CounterFigures.Kind;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.text.RulesetText;

/**
 * Our table at one moment, with its counters for being read again and again.
 *
 * @param generation the ruleset's generation
 * @param digest digest of the ruleset in force, empty where our table is not there
 * @param rules as people know them, in order
 * @param objects what counters with names have counted, in the order in which they are listed
 * @param own what the kernel's rules have counted themselves, in the order in which they are listed; empty where none does:
 *     rules of ours do not, others do that were added by hand or by an older agent
 */
record CountedTable(
        long generation,
        String digest,
        List<CountedRule> rules,
        List<CounterFigures> objects,
        List<CounterFigures> own) {
    /** None. */
    static CountedTable none(long generation) {
        return new CountedTable(generation, "", List.of(), List.of(), List.of());
    }

    /** One of what was listed. */
    static CountedTable of(long generation, String digest, List<Item.Rule> rules, List<Item.Shared> counters)
            throws MalformedMessageException {
        List<CounterFigures> objects = new ArrayList<>(counters.size());
        Map<String, CounterFigures> byName = new HashMap<>();
        for (Item.Shared counter : counters) {
            CounterFigures figures =
                    new CounterFigures(Kind.OBJECT, orZero(counter.handle()), Counters.figures(counter));
            objects.add(figures);
            byName.put(counter.name(), figures);
        }
        List<CounterFigures> own = new ArrayList<>(rules.size());
        List<CountedRule> known = new ArrayList<>(rules.size());
        for (Item.Rule rule : rules) {
            CounterFigures figures = new CounterFigures(
                    Kind.RULE, orZero(rule.handle()), Counters.own(rule).orElse(null));
            own.add(figures);
            if (UserData.isOfPolicy(UserData.orEmpty(rule.userData()))) {
                add(known, rule, Counters.named(rule).map(byName::get).orElse(figures));
            }
        }
        boolean none = rules.stream().noneMatch(rule -> Counters.own(rule).isPresent());
        return new CountedTable(
                generation, digest, List.copyOf(known), List.copyOf(objects), none ? List.of() : List.copyOf(own));
    }

    /** With what has the same id as the rule before, it is one for people. */
    private static void add(List<CountedRule> known, Item.Rule rule, CounterFigures figures) {
        Bytes userData = UserData.orEmpty(rule.userData());
        String id = UserData.ruleId(userData);
        CountedRule last = known.isEmpty() ? null : known.getLast();
        if (last == null
                || id.isEmpty()
                || !id.equals(last.id())
                || !rule.chain().equals(last.chain())) {
            known.add(new CountedRule(
                    id,
                    UserData.comment(userData),
                    rule.chain(),
                    orZero(rule.handle()),
                    RulesetText.pins(rule),
                    List.of(figures)));
        } else if (!last.counters().contains(figures)) {
            List<CounterFigures> all = new ArrayList<>(last.counters());
            all.add(figures);
            known.set(
                    known.size() - 1,
                    new CountedRule(id, last.name(), last.chain(), last.handle(), last.pins(), List.copyOf(all)));
        }
    }

    private static long orZero(Long handle) {
        return handle == null ? 0 : handle;
    }
}
