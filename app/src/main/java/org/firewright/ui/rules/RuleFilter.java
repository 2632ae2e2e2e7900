package org.firewright.ui.rules;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.IpAddress;
import org.firewright.policy.PolicyRule;

/** Which rules a query asks for: words in name, text or note, {@code $list}, or an address that they see. */
final class RuleFilter {
    private RuleFilter() {}

    /**
     * Places of the rules that the query asks for; all for a blank one.
     *
     * @param lists contents of the lists that are known
     */
    static BitSet matching(String query, List<PolicyRule> rules, Map<String, AddressRanges> lists) {
        BitSet matching = new BitSet(rules.size());
        Optional<IpAddress> address = address(query);
        if (address.isPresent()) {
            boolean[] sees = new AddressSight(address.get(), lists).see(rules);
            for (int i = 0; i < sees.length; i++) {
                matching.set(i, sees[i]);
            }
            return matching;
        }
        String[] words = query.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        for (int i = 0; i < rules.size(); i++) {
            PolicyRule rule = rules.get(i);
            String text = (rule.name() + "\n" + rule.when() + "\n" + rule.note() + "\n" + rule.action())
                    .toLowerCase(Locale.ROOT);
            matching.set(i, List.of(words).stream().allMatch(text::contains));
        }
        return matching;
    }

    /** The address that a query is. */
    static Optional<IpAddress> address(String query) {
        return IpAddress.parse(query.strip());
    }
}
