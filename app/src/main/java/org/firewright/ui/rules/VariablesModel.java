package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.firewright.ui.model.ProjectModel;

/** The variables of the policy that is shown, and what the chosen target says instead: each change is a step of the history. */
final class VariablesModel {
    private final ProjectModel project;
    private final RulesModel rules;

    VariablesModel(ProjectModel project, RulesModel rules) {
        this.project = project;
        this.rules = rules;
    }

    /**
     * A variable.
     *
     * @param name without the at sign
     * @param usual what the policy says it is
     * @param here what the target says instead; empty where it says nothing
     */
    record Variable(String name, String usual, Optional<String> here) {}

    /** Those of the policy, in its order. */
    List<Variable> all() {
        Policy policy = rules.policyProperty().get();
        Map<String, String> here = target().map(Target::variables).orElse(Map.of());
        return policy == null
                ? List.of()
                : policy.variables().entrySet().stream()
                        .map(each -> new Variable(
                                each.getKey(), each.getValue(), Optional.ofNullable(here.get(each.getKey()))))
                        .toList();
    }

    /** The chosen namespace as a target with its values; empty where the project has no such target. */
    Optional<Target> target() {
        return rules.target();
    }

    /** Why a new variable cannot have this name; empty where it can. */
    String nameFault(String name) {
        return !Expressions.isVariable(name)
                ? Texts.text("variables.fault.name")
                : all().stream().anyMatch(each -> each.name().equals(name))
                        ? Texts.text("variables.fault.taken", name)
                        : "";
    }

    /** Why the rules that use a variable cannot do with this value; empty where they can, or where none uses it. */
    String valueFault(String name, String value) {
        if (value.isBlank()) {
            return Texts.text("variables.fault.empty", name);
        }
        Policy policy = rules.policyProperty().get();
        Map<String, String> values = new LinkedHashMap<>(policy.variables());
        values.put(name, value);
        for (PolicyRule rule : policy.rules()) {
            if (uses(rule, name)
                    && Expressions.parse(rule.when(), values) instanceof Parsed.Invalid(List<ExpressionError> errors)) {
                ExpressionError first = errors.getFirst();
                return (Texts.text("variables.fault.rule", rule.name()) + " " + first.sentence() + " " + first.remedy())
                        .strip();
            }
        }
        return "";
    }

    /** How many rules use a variable. */
    long uses(String name) {
        return rules.policyProperty().get().rules().stream()
                .filter(rule -> uses(rule, name))
                .count();
    }

    private static boolean uses(PolicyRule rule, String name) {
        return Expressions.parse(rule.when()) instanceof Parsed.Valid(var condition)
                && Expressions.variables(condition).contains(name);
    }

    /** Gives a variable of the policy a value, or the policy a variable. */
    void give(String name, String value) {
        record Burst(String policy, String variable) {}
        Policy policy = rules.policyProperty().get();
        Map<String, String> values = new LinkedHashMap<>(policy.variables());
        boolean known = values.put(name, value) != null;
        project.change(
                Texts.text(known ? "variables.edit.value" : "variables.edit.add", name),
                known ? new Burst(policy.name(), name) : null,
                with(policy, values));
    }

    /** Gives a variable another value at the chosen target; a blank one lets the policy's hold there. */
    void giveHere(String name, String value) {
        record Burst(String target, String variable) {}
        target().ifPresent(target -> {
            Map<String, String> values = new LinkedHashMap<>(target.variables());
            if (value.isBlank()) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
            project.history()
                    .change(
                            Texts.text("variables.edit.here", name, target.text()),
                            new Burst(target.text(), name),
                            with(rules.project(), each -> each.equals(target) ? each.withVariables(values) : each));
        });
    }

    /** Takes a variable out of the policy, and out of all targets where nothing else knows it. */
    void remove(String name) {
        Policy policy = rules.policyProperty().get();
        Map<String, String> values = new LinkedHashMap<>(policy.variables());
        values.remove(name);
        Project without = rules.project().with(with(policy, values));
        Project after = with(without, each -> {
            boolean known = without.enforced(each).stream()
                    .anyMatch(other -> other.variables().containsKey(name));
            Map<String, String> left = new LinkedHashMap<>(each.variables());
            return !known && left.remove(name) != null ? each.withVariables(left) : each;
        });
        project.history().change(Texts.text("variables.edit.remove", name), null, after);
    }

    private static Policy with(Policy policy, Map<String, String> values) {
        return policy.withVariables(values);
    }

    private static Project with(Project project, UnaryOperator<Target> change) {
        List<Target> targets = new ArrayList<>(project.targets());
        targets.replaceAll(change);
        return project.withTargets(targets);
    }
}
