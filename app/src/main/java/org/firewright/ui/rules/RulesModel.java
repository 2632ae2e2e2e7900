package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.compile.Compilation;
import org.firewright.policy.Action;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Live;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;

/** The rules of the policy that the chosen namespace shall enforce, with that namespace's counters. */
public final class RulesModel {
    private final ProjectModel project;
    private final Navigation navigation;
    private final ObservableList<RuleRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Policy> policy = new ReadOnlyObjectWrapper<>(this, "policy");
    private final ReadOnlyObjectWrapper<Compilation> compilation = new ReadOnlyObjectWrapper<>(this, "compilation");
    private final ObjectProperty<RuleRow> chosen = new SimpleObjectProperty<>(this, "chosen");
    private final ChangeListener<Map<String, Live>> counters = (observable, before, now) -> showCounters();
    private final ChangeListener<String> wanted = (observable, before, now) -> showPolicy();

    public RulesModel(ProjectModel project, Navigation navigation) {
        this.project = project;
        this.navigation = navigation;
        project.projectProperty().addListener((observable, before, now) -> showPolicy());
        project.compiledProperty().addListener((observable, before, now) -> showPolicy());
        navigation.namespaceProperty().addListener((observable, before, now) -> {
            listen(before, now);
            showPolicy();
        });
        listen(null, navigation.namespaceProperty().get());
        showPolicy();
    }

    /** In the policy's order. */
    public ObservableList<RuleRow> rows() {
        return rows;
    }

    /** The chosen namespace's policy; null where it has none. */
    public ReadOnlyObjectProperty<Policy> policyProperty() {
        return policy.getReadOnlyProperty();
    }

    /** What that policy comes to; null while that is not known. */
    public ReadOnlyObjectProperty<Compilation> compilationProperty() {
        return compilation.getReadOnlyProperty();
    }

    /** The rule that is chosen; null where none is. */
    public ObjectProperty<RuleRow> chosenProperty() {
        return chosen;
    }

    /** The chosen namespace as a target of the project; empty where it is none. */
    public Optional<Target> target() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        return namespace == null || policy.get() == null
                ? Optional.empty()
                : Optional.of(new Target(
                        namespace.host(), namespace.name(), policy.get().name()));
    }

    /** Policies that a namespace without one could get. */
    public List<String> policyNames() {
        Project now = project.projectProperty().get();
        return now == null
                ? List.of()
                : now.policies().stream().map(Policy::name).toList();
    }

    /** Makes the chosen namespace a target of this policy. */
    public void usePolicy(String name) {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        Project now = project.projectProperty().get();
        List<Target> targets = new ArrayList<>(now.targets());
        targets.add(new Target(namespace.host(), namespace.name(), name));
        project.history()
                .change(
                        Texts.text("edit.use", name, namespace.text()),
                        null,
                        new Project(now.folder(), now.name(), now.lists(), now.policies(), targets));
    }

    /** Changes a rule; typing into the same field of it is one step of the history. */
    public void edit(RuleRow row, String name, String field, UnaryOperator<PolicyRule> change) {
        List<PolicyRule> rules = new ArrayList<>(policy.get().rules());
        rules.set(row.index(), change.apply(row.rule()));
        record Burst(String policy, int index, String field) {}
        replace(name, field.isEmpty() ? null : new Burst(policy.get().name(), row.index(), field), rules);
    }

    /** Adds a rule behind the last one and chooses it. It is off, so that nothing changes before it is finished. */
    public void add() {
        List<PolicyRule> rules = new ArrayList<>(policy.get().rules());
        String name = Texts.text("rule.new");
        for (int i = 2; taken(rules, name); i++) {
            name = Texts.text("rule.new.another", i);
        }
        rules.add(new PolicyRule(name, "", Action.COUNT, false, ""));
        replace(Texts.text("edit.add", rules.size()), null, rules);
        chosen.set(rows.getLast());
    }

    /** Removes a rule. */
    public void remove(RuleRow row) {
        List<PolicyRule> rules = new ArrayList<>(policy.get().rules());
        rules.remove(row.index());
        replace(Texts.text("edit.remove", row.index() + 1), null, rules);
        chosen.set(rows.isEmpty() ? null : rows.get(Math.min(row.index(), rows.size() - 1)));
    }

    /** Moves a rule by so many places; nothing happens where it would leave the table. */
    public void move(RuleRow row, int by) {
        int to = row.index() + by;
        if (to >= 0 && to < rows.size()) {
            List<PolicyRule> rules = new ArrayList<>(policy.get().rules());
            rules.add(to, rules.remove(row.index()));
            replace(Texts.text("edit.move", row.index() + 1), null, rules);
            chosen.set(rows.get(to));
        }
    }

    private static boolean taken(List<PolicyRule> rules, String name) {
        return rules.stream().anyMatch(rule -> rule.name().equals(name));
    }

    private void replace(String name, Object burst, List<PolicyRule> rules) {
        Policy now = policy.get();
        project.change(name, burst, new Policy(now.name(), now.hook(), now.priority(), now.defaultAction(), rules));
    }

    private void listen(NamespaceModel before, NamespaceModel now) {
        if (before != null) {
            before.liveProperty().removeListener(counters);
            before.policyProperty().removeListener(wanted);
        }
        if (now != null) {
            now.liveProperty().addListener(counters);
            now.policyProperty().addListener(wanted);
        }
    }

    private void showPolicy() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        Project open = project.projectProperty().get();
        Policy now = namespace == null || open == null
                ? null
                : open.policy(namespace.policyProperty().get()).orElse(null);
        var all = project.compiledProperty().get();
        compilation.set(
                now == null || all == null
                        ? null
                        : all.policy(now.name())
                                .filter(result -> result.policy().equals(now))
                                .orElse(null));
        policy.set(now);
        showRules(now);
        showCounters();
    }

    private void showRules(Policy now) {
        int size = now == null ? 0 : now.rules().size();
        if (rows.size() > size) {
            rows.remove(size, rows.size());
        }
        for (int i = 0; i < size; i++) {
            RuleRow.Content content = content(now.rules().get(i), i);
            if (i < rows.size()) {
                rows.get(i).show(content);
            } else {
                rows.add(new RuleRow(i, content));
            }
        }
        if (chosen.get() == null || !rows.contains(chosen.get())) {
            chosen.set(rows.isEmpty() ? null : rows.getFirst());
        }
    }

    private RuleRow.Content content(PolicyRule rule, int index) {
        Compilation result = compilation.get();
        if (result == null) {
            return new RuleRow.Content(rule, Optional.empty(), List.of());
        }
        List<ProjectProblem> problems = result.problems().stream()
                .filter(problem -> problem.location() instanceof Location.InRule place && place.number() == index + 1)
                .toList();
        return new RuleRow.Content(rule, Optional.of(result.rules().get(index)), problems);
    }

    private void showCounters() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        for (RuleRow row : rows) {
            row.show(
                    namespace == null
                            ? null
                            : namespace.liveProperty().get().get(row.rule().id()));
        }
    }
}
