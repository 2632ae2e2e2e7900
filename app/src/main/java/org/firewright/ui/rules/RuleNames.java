package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.firewright.policy.PolicyRule;
import org.firewright.ui.Texts;

/** Names of rules, each of which is unique in its policy. */
final class RuleNames {
    private RuleNames() {}

    /** A name for a rule that is begun. */
    static String free(List<PolicyRule> rules) {
        return free(names(rules), Texts.text("rule.new"));
    }

    /** The copies, renamed where the rules have their names already. */
    static List<PolicyRule> unlike(List<PolicyRule> rules, List<PolicyRule> copies) {
        Set<String> taken = names(rules);
        List<PolicyRule> renamed = new ArrayList<>();
        for (PolicyRule copy : copies) {
            String name = free(taken, copy.name());
            taken.add(name);
            renamed.add(copy.withName(name));
        }
        return renamed;
    }

    private static String free(Set<String> taken, String wanted) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = Texts.text("rule.another", wanted, i);
        }
        return name;
    }

    private static Set<String> names(List<PolicyRule> rules) {
        return rules.stream().map(PolicyRule::name).collect(Collectors.toCollection(HashSet::new));
    }
}
