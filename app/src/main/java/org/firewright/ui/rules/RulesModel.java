package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.RateLimit;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;

/** What can be done to the rules that are shown: everything is one named step of the project's history. */
public final class RulesModel {
    private final ProjectModel project;
    private final Navigation navigation;
    private final RuleTable table;
    private final VariablesModel variables;
    private final TargetPoliciesModel targetPolicies;
    private final GroupsModel groups;
    private final ReadOnlyObjectWrapper<ChipCursor> cursor = new ReadOnlyObjectWrapper<>(this, "cursor");
    private final ObjectProperty<ChipCursor> edited = new SimpleObjectProperty<>(this, "edited");

    private final ObjectProperty<RuleRow> limited = new SimpleObjectProperty<>(this, "limited");

    private final ObjectProperty<RuleRow> jumping = new SimpleObjectProperty<>(this, "jumping");

    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");

    private final ObjectProperty<EditorPart> wanted = new SimpleObjectProperty<>(this, "wanted");

    /** Parts of the rule's editor. */
    public enum EditorPart {
        NAME,
        TEXT,
        PROBLEMS
    }

    /**
     * A chip of the rule that is chosen.
     *
     * @param row the rule's place in the policy from 0 on
     * @param place the chip
     */
    public record ChipCursor(int row, Conditions.Place place) {}

    /** Asks for a name, and tells it. */
    public interface NameAsker {
        void ask(String title, String words, String yes, Consumer<String> answered);
    }

    public RulesModel(ProjectModel project, Navigation navigation, NameAsker names) {
        this.project = project;
        this.navigation = navigation;
        this.table = new RuleTable(project, navigation);
        this.variables = new VariablesModel(project, this);
        this.targetPolicies = new TargetPoliciesModel(project, navigation, this);
        this.groups = new GroupsModel(project, navigation, this, names);
        table.selectedProperty().addListener((observable, before, now) -> {
            if (cursor.get() != null && !now.contains(cursor.get().row())) {
                cursor.set(null);
            }
        });
    }

    /** The rules, which of them are shown, and which are selected. */
    public RuleTable table() {
        return table;
    }

    /** The policy's variables, and what the chosen target says instead. */
    VariablesModel variables() {
        return variables;
    }

    /** The policies of the chosen namespace. */
    public TargetPoliciesModel targetPolicies() {
        return targetPolicies;
    }

    /** The groups that rules can jump to. */
    public GroupsModel groups() {
        return groups;
    }

    /** The chosen namespace's policy; null where it has none. */
    public ReadOnlyObjectProperty<Policy> policyProperty() {
        return table.policyProperty();
    }

    /** The chip that the keyboard is at; null where it is at a rule as a whole. */
    public ReadOnlyObjectProperty<ChipCursor> cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /** The chip whose editor is to be opened; whoever opens it sets null. */
    public ObjectProperty<ChipCursor> editedProperty() {
        return edited;
    }

    /** The rule whose limit's editor is to be opened; whoever opens it sets null. */
    public ObjectProperty<RuleRow> limitedProperty() {
        return limited;
    }

    /** The rule of which is asked to which group it jumps; whoever asks sets null. */
    ObjectProperty<RuleRow> jumpingProperty() {
        return jumping;
    }

    /** Asks for the editor of the chosen rule's limit. */
    public void editLimit() {
        limited.set(table.chosenProperty().get());
    }

    /** Gives a rule another limit, or none. */
    void limit(RuleRow row, Optional<RateLimit> limit) {
        if (!limit.equals(row.rule().limit())) {
            edit(row, Texts.text("edit.limit", row.index() + 1), "", rule -> rule.withLimit(limit));
        }
    }

    /** The project that is open, whenever it changes. */
    ReadOnlyObjectProperty<Project> projectProperty() {
        return project.projectProperty();
    }

    /** The project that is open; what is dragged is dropped on this. */
    Project project() {
        return project.projectProperty().get();
    }

    /** The chosen namespace as a target of the project; empty where it is none. */
    public Optional<Target> target() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        return namespace == null || project() == null
                ? Optional.empty()
                : project().targets().stream()
                        .filter(each -> each.text().equals(namespace.text()))
                        .findFirst();
    }

    /** Targets that do not have this policy, to which rules can be sent. */
    public List<Target> others() {
        return project().targets().stream()
                .filter(target ->
                        !target.policies().contains(policyProperty().get().name()))
                .toList();
    }

    /** Names of the project's lists. */
    public List<String> lists() {
        return project() == null
                ? List.of()
                : project().lists().stream().map(list -> list.name()).toList();
    }

    /** What dropping something comes to. */
    public DropPlan plan(Carried carried, DropPlace place, boolean copy) {
        Policy policy = policyProperty().get();
        return policy == null
                ? new DropPlan.Refusal(Texts.text("drop.no.shown"))
                : new Drops(project(), policy).plan(carried, place, copy);
    }

    /** Does what a plan says; nothing for a refusal. */
    public void apply(DropPlan plan) {
        if (plan instanceof DropPlan.Change change) {
            project.history().change(change.name(), null, change.after());
            if (!change.selected().isEmpty()) {
                table.select(change.selected());
            }
            switch (change.asked()) {
                case NOTHING -> {}
                case LIMIT -> editLimit();
                case GROUP -> jumping.set(table.chosenProperty().get());
            }
            if (change.edited() != null) {
                ChipCursor chip = new ChipCursor(change.selected().getFirst(), change.edited());
                cursor.set(chip);
                edited.set(chip);
            }
        }
    }

    /** Changes a rule; typing into the same field of it is one step of the history. */
    public void edit(RuleRow row, String name, String field, UnaryOperator<PolicyRule> change) {
        record Burst(String policy, int index, String field) {}
        Object burst = field.isEmpty() ? null : new Burst(policyProperty().get().name(), row.index(), field);
        List<PolicyRule> rules = rules();
        rules.set(row.index(), change.apply(row.rule()));
        replace(name, burst, rules);
    }

    /** Changes the text of a rule by its chips. */
    void editWhen(RuleRow row, String name, UnaryOperator<String> change) {
        edit(row, name, "", rule -> rule.withWhen(change.apply(rule.when())));
    }

    /** Changes all selected rules. */
    public void editSelected(String name, UnaryOperator<PolicyRule> change) {
        List<PolicyRule> rules = rules();
        table.selectedProperty().get().forEach(index -> rules.set(index, change.apply(rules.get(index))));
        replace(name, null, rules);
    }

    /** Turns all selected rules on, or off where all of them are on. */
    public void toggleSelected() {
        List<RuleRow> selected = table.selectedRows();
        if (!selected.isEmpty()) {
            boolean on = !selected.stream().allMatch(row -> row.rule().enabled());
            int first = selected.getFirst().index() + 1;
            String what = on ? "edit.on" : "edit.off";
            String name = selected.size() == 1 ? Texts.text(what, first) : Texts.text(what + ".many", selected.size());
            editSelected(name, rule -> rule.withEnabled(on));
        }
    }

    /** Turns one rule on or off. */
    void toggle(RuleRow row) {
        boolean on = !row.rule().enabled();
        edit(row, Texts.text(on ? "edit.on" : "edit.off", row.index() + 1), "", rule -> rule.withEnabled(on));
    }

    /** All selected rules get this action. */
    public void act(Action action) {
        List<RuleRow> selected = table.selectedRows();
        if (!selected.isEmpty()) {
            editSelected(actionName(selected), rule -> rule.withAction(action));
        }
    }

    static String actionName(List<RuleRow> selected) {
        return selected.size() == 1
                ? Texts.text("edit.action", selected.getFirst().index() + 1)
                : Texts.text("edit.action.many", selected.size());
    }

    /** Begins a rule behind the selected ones, or behind the last one. */
    public void add() {
        List<PolicyRule> rules = rules();
        rules.add(RuleChange.begun(RuleNames.free(rules), "", Action.COUNT));
        replace(Texts.text("edit.add", rules.size()), null, rules);
        table.select(List.of(rules.size() - 1));
    }

    /** Removes the chip that the keyboard is at, or the selected rules. */
    public void remove() {
        if (cursor.get() != null) {
            removeChip(cursor.get());
            return;
        }
        List<Integer> selected = table.selectedProperty().get();
        if (!selected.isEmpty()) {
            Set<Integer> gone = new HashSet<>(selected);
            List<PolicyRule> before = policyProperty().get().rules();
            List<PolicyRule> rules = IntStream.range(0, before.size())
                    .filter(i -> !gone.contains(i))
                    .mapToObj(before::get)
                    .toList();
            String name = selected.size() == 1
                    ? Texts.text("edit.remove", selected.getFirst() + 1)
                    : Texts.text("edit.remove.many", selected.size());
            replace(name, null, rules);
            table.select(rules.isEmpty() ? List.of() : List.of(Math.min(selected.getFirst(), rules.size() - 1)));
        }
    }

    void removeChip(ChipCursor chip) {
        cursor.set(null);
        editWhen(
                table.rows().get(chip.row()),
                Texts.text("edit.condition.remove", chip.row() + 1),
                when -> Conditions.remove(when, chip.place()));
    }

    /** Moves the selected rules up (-1) or down (1) by one place. */
    public void move(int by) {
        List<Integer> selected = table.selectedProperty().get();
        if (!selected.isEmpty()) {
            int before = by < 0 ? selected.getFirst() - 1 : selected.getLast() + 2;
            if (before >= 0 && before <= table.rows().size()) {
                apply(new Drops(project(), policyProperty().get()).move(selected, before));
            }
        }
    }

    /** Puts copies of rules behind the selected ones. */
    public void paste(List<PolicyRule> copies) {
        if (!copies.isEmpty() && policyProperty().get() != null) {
            List<Integer> selected = table.selectedProperty().get();
            int before = selected.isEmpty() ? table.rows().size() : selected.getLast() + 1;
            apply(new Drops(project(), policyProperty().get())
                    .insert(copies, before, "", Texts.count("edit.paste", copies.size())));
        }
    }

    /** Goes to the next (1) or previous (-1) chip of the chosen rule. */
    public void moveCursor(int by) {
        RuleRow row = table.chosenProperty().get();
        if (row != null) {
            List<Conditions.Place> places =
                    Conditions.blocks(row.rule().when()).map(Conditions::places).orElse(List.of());
            int at = cursor.get() == null ? -1 : places.indexOf(cursor.get().place());
            int next = Math.clamp(at + by, -1, places.size() - 1);
            cursor.set(next < 0 ? null : new ChipCursor(row.index(), places.get(next)));
        }
    }

    /** Puts the keyboard at a chip; at the rule as a whole for null. */
    void cursor(ChipCursor chip) {
        cursor.set(chip);
    }

    /** Asks for the editor of the chip that the keyboard is at, or of the chosen rule's first one. */
    public boolean editChip() {
        if (cursor.get() == null) {
            moveCursor(1);
        }
        edited.set(cursor.get());
        return cursor.get() != null;
    }

    /** Where a key drops what the mouse would have to drag. */
    public enum KeyDrop {
        /** Onto the chosen rule. */
        RULE,
        /** Onto the chip that the keyboard is at. */
        CHIP,
        /** Into the gap below the chosen rule. */
        BELOW
    }

    /** The keyboard's twin of dropping something; says why where that makes no sense. */
    public void drop(Carried carried, KeyDrop where) {
        if (policyProperty().get() != null) {
            DropPlan plan = where == KeyDrop.BELOW ? planBelow(carried) : planAtCursor(carried, where == KeyDrop.CHIP);
            apply(plan);
            say(plan);
        }
    }

    /** The keyboard's twin of dropping onto the chosen rule; onto the chip at the cursor for an alternative. */
    DropPlan planAtCursor(Carried carried, boolean alternative) {
        RuleRow row = table.chosenProperty().get();
        if (row == null) {
            return plan(carried, new DropPlace.Gap(table.rows().size()), true);
        }
        ChipCursor chip = cursor.get();
        return alternative && chip != null
                ? plan(
                        carried,
                        new DropPlace.OnChip(
                                chip.row(), chip.place().block(), chip.place().alternative()),
                        true)
                : plan(carried, new DropPlace.OnRule(row.index()), true);
    }

    /** The keyboard's twin of dropping into the gap behind the chosen rule. */
    DropPlan planBelow(Carried carried) {
        RuleRow row = table.chosenProperty().get();
        return plan(carried, new DropPlace.Gap(row == null ? table.rows().size() : row.index() + 1), true);
    }

    /** Names of network interfaces that text may name. */
    public List<String> interfaces() {
        return List.of();
    }

    /** Where the keyboard shall go in the rule's editor; whoever brings it there sets null. */
    public ObjectProperty<EditorPart> wantedProperty() {
        return wanted;
    }

    /** Why the last thing that was asked for by keyboard was not done; empty where it was. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Tells why a plan is refused; nothing for others. */
    void say(DropPlan plan) {
        message.set(plan instanceof DropPlan.Refusal(String words) ? words : "");
    }

    /** What text may name: the project's lists with their sizes. */
    public Map<String, String> vocabulary() {
        return table.listSizes();
    }

    /** The rules of the shown policy, for being changed. */
    List<PolicyRule> rules() {
        return new ArrayList<>(policyProperty().get().rules());
    }

    private void replace(String name, Object burst, List<PolicyRule> rules) {
        project.change(name, burst, Drops.with(policyProperty().get(), rules));
    }
}
