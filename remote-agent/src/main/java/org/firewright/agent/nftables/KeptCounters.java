package org.firewright.agent.nftables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Item;

/** Which counters of our table go on: those of rules that are wanted again as they are, wherever they stand. */
final class KeptCounters {
    private KeptCounters() {}

    /** Their names. What a rule of somebody else counts with goes on for the rule of ours that it belongs to. */
    static Set<String> of(List<Item.Rule> present, Stream<RuleItems> wanted) {
        Map<String, Set<Bytes>> before = new HashMap<>();
        for (Item.Rule rule : present) {
            Bytes identity = UserData.identity(UserData.orEmpty(rule.userData()));
            if (identity.length() > 0) {
                Counters.named(rule)
                        .ifPresent(name -> before.computeIfAbsent(name, unused -> new HashSet<>())
                                .add(identity));
            }
        }
        Map<String, Set<Bytes>> after = new HashMap<>();
        wanted.filter(rule -> rule.counter() != null)
                .forEach(rule -> after.computeIfAbsent(rule.counter(), unused -> new HashSet<>())
                        .add(rule.identity()));
        before.entrySet().removeIf(counter -> !counter.getValue().equals(after.get(counter.getKey())));
        return Set.copyOf(before.keySet());
    }
}
