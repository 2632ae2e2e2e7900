package org.firewright.ui.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Names;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;

/**
 * A policy's name and place while somebody says them.
 *
 * @param priority as it is typed
 * @param defaultAction accept or drop
 */
record PolicyDraft(String name, Hook hook, String priority, Action defaultAction) {
    /** What a new one begins as. */
    static final PolicyDraft FIRST = new PolicyDraft("", Hook.FORWARD, "0", Action.ACCEPT);

    /** What a policy is now; throws IllegalStateException for a group. */
    static PolicyDraft of(Policy policy) {
        return new PolicyDraft(
                policy.name(), policy.hook(), Integer.toString(policy.priority()), policy.defaultAction());
    }

    /** The policy that it comes to, without rules; empty while the priority is no number. */
    Optional<Policy> policy() {
        try {
            return Optional.of(new Policy(
                    name.strip(), hook, Integer.parseInt(priority.strip()), defaultAction, List.of(), Map.of()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Why it cannot be so; empty where it can.
     *
     * @param before the policy that it changes; empty for a new one
     * @param targets those that will enforce it
     */
    String fault(Project project, Optional<Policy> before, List<Target> targets) {
        if (name.isBlank()) {
            return before.isEmpty() ? Texts.text("policy.fault.none") : Texts.text("groups.fault.name", Names.MAX_NAME);
        }
        boolean another =
                before.filter(each -> each.name().equals(name.strip())).isEmpty();
        String wrong = another ? GroupEdits.fault(project, name.strip()) : "";
        if (!wrong.isEmpty()) {
            return wrong;
        }
        Optional<Policy> policy = policy();
        return policy.isEmpty()
                ? Texts.text("policy.fault.priority")
                : targets.stream()
                        .flatMap(target -> taken(project, before, target, policy.get()).stream())
                        .findFirst()
                        .orElse("");
    }

    private static Optional<String> taken(Project project, Optional<Policy> before, Target target, Policy policy) {
        return target.policies().stream()
                .filter(each ->
                        before.filter(changed -> changed.name().equals(each)).isEmpty())
                .flatMap(each -> project.policy(each).stream())
                .filter(policy::meetsWith)
                .findFirst()
                .map(other -> Texts.text("policy.fault.taken", target.text(), other.name(), RuleWords.hook(other)));
    }
}
