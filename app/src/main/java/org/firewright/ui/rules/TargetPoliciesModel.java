package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.policy.Policy;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;

/** Which policies the chosen namespace enforces, and which of them is shown. */
public final class TargetPoliciesModel {
    private final ProjectModel project;
    private final Navigation navigation;
    private final RulesModel rules;

    TargetPoliciesModel(ProjectModel project, Navigation navigation, RulesModel rules) {
        this.project = project;
        this.navigation = navigation;
        this.rules = rules;
    }

    /**
     * The policies of the chosen namespace, in the order of hooks and priorities, and the groups that they lead to; none
     * where it has none.
     */
    public List<Policy> all() {
        return rules.target().map(target -> rules.project().mentioned(target)).orElse(List.of()).stream()
                .flatMap(policy -> rules.project().policy(policy.name()).stream())
                .toList();
    }

    /** Names of the policies that a namespace can enforce. */
    public List<String> usable() {
        return rules.project() == null
                ? List.of()
                : rules.project().hooked().stream().map(Policy::name).toList();
    }

    /** Shows the rules of one of them. */
    public void choose(String name) {
        navigation.policyProperty().set(name);
    }

    /** Takes one of several policies from the chosen namespace. */
    public void leave(String name) {
        rules.target().filter(before -> before.policies().size() > 1).ifPresent(before -> {
            List<String> names = new ArrayList<>(before.policies());
            names.remove(name);
            Map<String, String> values = new LinkedHashMap<>(before.variables());
            List<Policy> left = rules.project().enforced(before.withPolicies(names));
            values.keySet()
                    .removeIf(variable ->
                            left.stream().noneMatch(each -> each.variables().containsKey(variable)));
            Target after = before.withPolicies(names).withVariables(values);
            List<Target> targets = new ArrayList<>(rules.project().targets());
            targets.replaceAll(each -> each.equals(before) ? after : each);
            project.history()
                    .change(
                            Texts.text("edit.leave", name, before.text()),
                            null,
                            rules.project().withTargets(targets));
        });
    }

    /** Lets the chosen namespace enforce this policy, beside those that it has. */
    public void use(String name) {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        project.history()
                .change(
                        Texts.text("edit.use", name, namespace.text()),
                        null,
                        PolicyEdits.use(rules.project(), name, namespace.host(), namespace.name()));
        navigation.policyProperty().set(name);
    }

    /** Why a policy cannot be so; empty where it can, or {@code before} is to be changed so. */
    String fault(PolicyDraft draft, Optional<Policy> before) {
        List<Target> targets = before.map(policy -> PolicyEdits.targets(rules.project(), policy.name()))
                .orElseGet(() -> rules.target().stream().toList());
        return draft.fault(rules.project(), before, targets);
    }

    /** Begins a policy, which the chosen namespace enforces beside those that it has. */
    void begin(PolicyDraft draft) {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        draft.policy().ifPresent(policy -> {
            navigation.policyProperty().set(policy.name());
            project.history()
                    .change(
                            Texts.text("edit.policy.new", policy.name()),
                            null,
                            PolicyEdits.begin(rules.project(), policy, namespace.host(), namespace.name()));
        });
    }

    /** Gives a policy another name, hook, priority or default. */
    void change(Policy before, PolicyDraft draft) {
        draft.policy().ifPresent(policy -> {
            navigation.policyProperty().set(policy.name());
            project.history()
                    .change(
                            Texts.text("edit.policy.change", before.name()),
                            null,
                            PolicyEdits.change(rules.project(), before, policy));
        });
    }

    /** Takes a policy out of the project that no target enforces. */
    void remove(String name) {
        if (PolicyEdits.targets(rules.project(), name).isEmpty()) {
            project.history()
                    .change(Texts.text("edit.policy.remove", name), null, GroupEdits.remove(rules.project(), name));
        }
    }
}
