package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.RuleState;

/** Rules that are one for people, and in the kernel one for each family of addresses, one behind the other. */
final class SplitRules {
    private SplitRules() {}

    /** Each rule once, with what all of its parts have counted, in the place of the first. */
    static List<RuleState> joined(List<RuleState> rules) {
        List<RuleState> joined = new ArrayList<>(rules.size());
        for (RuleState rule : rules) {
            RuleState last = joined.isEmpty() ? null : joined.getLast();
            boolean same = last != null
                    && !rule.id().isEmpty()
                    && rule.id().equals(last.id())
                    && rule.chain().equals(last.chain());
            if (same) {
                joined.set(
                        joined.size() - 1,
                        new RuleState(
                                last.id(),
                                last.name(),
                                last.chain(),
                                last.handle(),
                                last.packets() + rule.packets(),
                                last.bytes() + rule.bytes(),
                                last.pins()));
            } else {
                joined.add(rule);
            }
        }
        return List.copyOf(joined);
    }
}
