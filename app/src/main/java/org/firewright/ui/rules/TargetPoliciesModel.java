package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Target before = rules.target().orElse(null);
        List<Target> targets = new ArrayList<>(rules.project().targets());
        if (before == null) {
            targets.add(new Target(namespace.host(), namespace.name(), name));
        } else {
            List<String> names = new ArrayList<>(before.policies());
            names.add(name);
            targets.set(targets.indexOf(before), before.withPolicies(names));
        }
        project.history()
                .change(
                        Texts.text("edit.use", name, namespace.text()),
                        null,
                        rules.project().withTargets(targets));
        navigation.policyProperty().set(name);
    }
}
