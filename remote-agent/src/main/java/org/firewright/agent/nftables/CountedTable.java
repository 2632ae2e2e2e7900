package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.text.RulesetText;

/**
 * Our table at one moment, with its counters for being read again and again.
 *
 * @param generation the ruleset's generation
 * @param digest digest of the ruleset in force, empty where our table is not there
 * @param rules as people know them, in order
 * @param counters what is listed; of the kernel's rules none where none counts itself: ours do not, others do that were
 *     added by hand or by an older agent
 * @param counted what each of the rules has counted
 */
record CountedTable(
        long generation, String digest, List<CountedRule> rules, CounterFigures counters, RuleFigures counted) {
    /** None. */
    static CountedTable none(long generation) {
        CounterFigures nothing = new CounterFigures(0, 0);
        return new CountedTable(generation, "", List.of(), nothing, new RuleFigures(nothing, List.of()));
    }

    /** One of what was listed. */
    static CountedTable of(long generation, String digest, List<Item.Rule> rules, List<Item.Shared> objects)
            throws MalformedMessageException {
        boolean own = rules.stream().anyMatch(rule -> Counters.own(rule).isPresent());
        CounterFigures counters = new CounterFigures(objects.size(), own ? rules.size() : 0);
        Map<String, Integer> byName = new HashMap<>();
        for (int place = 0; place < objects.size(); place++) {
            Item.Shared object = objects.get(place);
            counters.set(place, object.handle(), Counters.figures(object));
            byName.put(object.name(), place);
        }
        List<CountedRule> known = new ArrayList<>(rules.size());
        List<List<Integer>> counted = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            Item.Rule rule = rules.get(i);
            int place = objects.size() + i;
            if (own) {
                counters.set(place, rule.handle(), Counters.own(rule).orElse(null));
            }
            if (UserData.isOfPolicy(UserData.orEmpty(rule.userData()))) {
                Integer counter = Counters.named(rule).map(byName::get).orElse(own ? place : null);
                add(known, counted, rule, counter);
            }
        }
        return new CountedTable(generation, digest, List.copyOf(known), counters, new RuleFigures(counters, counted));
    }

    /** With what has the same id as the rule before, it is one for people. */
    private static void add(List<CountedRule> known, List<List<Integer>> counted, Item.Rule rule, Integer counter) {
        Bytes userData = UserData.orEmpty(rule.userData());
        String id = UserData.ruleId(userData);
        CountedRule last = known.isEmpty() ? null : known.getLast();
        if (last == null
                || id.isEmpty()
                || !id.equals(last.id())
                || !rule.chain().equals(last.chain())) {
            long handle = rule.handle() == null ? 0 : rule.handle();
            known.add(new CountedRule(id, UserData.comment(userData), rule.chain(), handle, RulesetText.pins(rule)));
            counted.add(new ArrayList<>(1));
        }
        if (counter != null && !counted.getLast().contains(counter)) {
            counted.getLast().add(counter);
        }
    }

    /** The rules with what they have counted. */
    List<RuleState> states() {
        return IntStream.range(0, rules.size())
                .mapToObj(rule -> rules.get(rule).state(counted.packets(rule), counted.bytes(rule)))
                .toList();
    }
}
