package org.firewright.ui.lists;

import java.util.ArrayList;
import java.util.List;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;

/** Changes to a project's lists, as functions from one project to the next. */
final class ListEdits {
    private ListEdits() {}

    /** With this list; in the place of the one of its name where there is one. */
    static Project with(Project project, ListDefinition list) {
        List<ListDefinition> lists = new ArrayList<>(project.lists());
        lists.replaceAll(each -> each.name().equals(list.name()) ? list : each);
        if (!lists.contains(list)) {
            lists.add(list);
        }
        return new Project(
                project.folder(), project.name(), lists, project.policies(), project.targets(), project.sources());
    }

    /** Without this list; rules that name it stay as they are. */
    static Project without(Project project, String list) {
        List<ListDefinition> lists = project.lists().stream()
                .filter(each -> !each.name().equals(list))
                .toList();
        return new Project(
                project.folder(), project.name(), lists, project.policies(), project.targets(), project.sources());
    }

    /** With another name for this list, in every rule too. */
    static Project renamed(Project project, String list, String other) {
        List<ListDefinition> lists = project.lists().stream()
                .map(each -> each.name().equals(list) ? new ListDefinition(other, each.source(), each.holding()) : each)
                .toList();
        List<Policy> policies = project.policies().stream()
                .map(policy -> renamed(policy, list, other))
                .toList();
        return new Project(project.folder(), project.name(), lists, policies, project.targets(), project.sources());
    }

    private static Policy renamed(Policy policy, String list, String other) {
        List<PolicyRule> rules = policy.rules().stream()
                .map(rule -> rule.withWhen(NamedLists.renamed(rule.when(), list, other)))
                .toList();
        return policy.withRules(rules);
    }
}
