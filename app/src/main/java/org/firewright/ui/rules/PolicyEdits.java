package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.Target;

/** Policies of a project begun, changed and removed. */
final class PolicyEdits {
    private PolicyEdits() {}

    /** With a policy more, which a target enforces beside those that it has. */
    static Project begin(Project project, Policy policy, String host, String namespace) {
        List<Policy> policies = new ArrayList<>(project.policies());
        policies.add(policy);
        return use(project.withPolicies(policies), policy.name(), host, namespace);
    }

    /** With a target that enforces a policy beside those that it has; it may have none before. */
    static Project use(Project project, String policy, String host, String namespace) {
        List<Target> targets = new ArrayList<>(project.targets());
        int at = targets.stream().map(Target::text).toList().indexOf(new Target(host, namespace, policy).text());
        if (at < 0) {
            targets.add(new Target(host, namespace, policy));
        } else {
            List<String> names = new ArrayList<>(targets.get(at).policies());
            names.add(policy);
            targets.set(at, targets.get(at).withPolicies(names));
        }
        return project.withTargets(targets);
    }

    /** With another name and place for a policy, which keeps its rules, variables and targets. */
    static Project change(Project project, Policy before, Policy place) {
        Policy after = new Policy(place.name(), place.entry(), before.rules(), before.variables());
        return project.withPolicies(project.policies().stream()
                        .map(policy -> policy.name().equals(before.name()) ? after : policy)
                        .toList())
                .withTargets(project.targets().stream()
                        .map(target -> target.withPolicies(target.policies().stream()
                                .map(name -> name.equals(before.name()) ? after.name() : name)
                                .toList()))
                        .toList());
    }

    /** The targets that enforce a policy. */
    static List<Target> targets(Project project, String policy) {
        return project.targets().stream()
                .filter(target -> target.policies().contains(policy))
                .toList();
    }
}
