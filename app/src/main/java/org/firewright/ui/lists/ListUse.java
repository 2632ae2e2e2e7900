package org.firewright.ui.lists;

import java.util.ArrayList;
import java.util.List;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.Target;

/**
 * Where a list is used.
 *
 * @param rules that name it, in the project's order
 * @param targets whose policies have such a rule
 */
public record ListUse(List<UsingRule> rules, List<Target> targets) {
    public ListUse {
        rules = List.copyOf(rules);
        targets = List.copyOf(targets);
    }

    /**
     * A rule that names the list.
     *
     * @param number its place in the policy, from 1 on
     */
    public record UsingRule(String policy, int number, String name) {}

    /** Searches a project. */
    public static ListUse of(Project project, String list) {
        List<UsingRule> rules = new ArrayList<>();
        List<String> policies = new ArrayList<>();
        for (Policy policy : project.policies()) {
            int before = rules.size();
            int number = 1;
            for (PolicyRule rule : policy.rules()) {
                if (!NamedLists.spans(rule.when(), list).isEmpty()) {
                    rules.add(new UsingRule(policy.name(), number, rule.name()));
                }
                number++;
            }
            if (rules.size() > before) {
                policies.add(policy.name());
            }
        }
        List<Target> targets = project.targets().stream()
                .filter(target ->
                        project.enforced(target).stream().map(Policy::name).anyMatch(policies::contains))
                .toList();
        return new ListUse(rules, targets);
    }
}
