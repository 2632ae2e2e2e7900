package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.firewright.policy.Names;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;

/** Groups of a project begun, renamed and removed. */
final class GroupEdits {
    private GroupEdits() {}

    /** Why a group cannot have this name; empty where it can. */
    static String fault(Project project, String name) {
        return !Names.isName(name)
                ? Texts.text("groups.fault.name", Names.MAX_NAME)
                : project.policy(name).isPresent() ? Texts.text("groups.fault.taken", name) : "";
    }

    /** With a group that has no rules yet. */
    static Project begin(Project project, String name) {
        List<Policy> policies = new ArrayList<>(project.policies());
        policies.add(Policy.group(name, List.of(), Map.of()));
        return project.withPolicies(policies);
    }

    /** With another name for a group, also in the rules that jump to it. */
    static Project rename(Project project, String from, String to) {
        return project.withPolicies(project.policies().stream()
                .map(policy -> policy.name().equals(from) ? policy.withName(to) : policy)
                .map(policy -> policy.withRules(policy.rules().stream()
                        .map(rule -> rule.to().equals(from) ? rule.withJump(to) : rule)
                        .toList()))
                .toList());
    }

    /** Without a group to which no rule jumps. */
    static Project remove(Project project, String name) {
        return project.withPolicies(project.policies().stream()
                .filter(policy -> !policy.name().equals(name))
                .toList());
    }

    /** The rules that jump to a group, on or off, as people find them: {@code edge, rule 3: Web}. */
    static List<String> jumpsTo(Project project, String group) {
        return project.policies().stream()
                .flatMap(policy -> IntStream.range(0, policy.rules().size())
                        .filter(i -> policy.rules().get(i).to().equals(group))
                        .mapToObj(i -> place(policy, i)))
                .toList();
    }

    private static String place(Policy policy, int index) {
        PolicyRule rule = policy.rules().get(index);
        return Texts.text("lists.use.rule", policy.name(), index + 1, rule.name());
    }
}
