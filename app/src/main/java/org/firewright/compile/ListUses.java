package org.firewright.compile;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.Target;

/** How often a project's rules name its lists on one host. */
record ListUses(Project project) {
    /** How many enabled rules name the list on the host that has the most of them, at least one. */
    int most(String list) {
        Pattern name = Pattern.compile("\\$" + Pattern.quote(list) + "(?![a-z0-9_.])");
        Map<String, Integer> byHost = new HashMap<>();
        for (Target target : project.targets()) {
            int rules = (int) project.enforced(target).stream()
                    .flatMap(policy -> policy.rules().stream())
                    .filter(PolicyRule::enabled)
                    .filter(rule -> name.matcher(rule.when()).find())
                    .count();
            byHost.merge(target.host(), rules, Integer::sum);
        }
        return Math.max(1, byHost.values().stream().max(Integer::compare).orElse(1));
    }
}
