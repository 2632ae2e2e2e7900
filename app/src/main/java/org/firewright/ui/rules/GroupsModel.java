package org.firewright.ui.rules;

import java.util.List;
import java.util.function.Consumer;
import org.firewright.policy.JumpCheck;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;

/** The groups of rules that policies share, and the jumps of rules to them. */
public final class GroupsModel {
    private final ProjectModel project;
    private final Navigation navigation;
    private final RulesModel rules;
    private final RulesModel.NameAsker names;

    GroupsModel(ProjectModel project, Navigation navigation, RulesModel rules, RulesModel.NameAsker names) {
        this.project = project;
        this.navigation = navigation;
        this.rules = rules;
        this.names = names;
    }

    /** Names of the groups to which the selected rules can jump. */
    public List<String> reachable() {
        Policy policy = rules.policyProperty().get();
        RuleRow row = rules.table().chosenProperty().get();
        return policy == null || row == null
                ? List.of()
                : rules.project().groups().byName().keySet().stream()
                        .filter(group -> leadsOut(policy, row.rule().withJump(group)))
                        .toList();
    }

    /** Whether a jump of a rule leads to no circle, and not too deep. */
    private boolean leadsOut(Policy policy, PolicyRule rule) {
        return JumpCheck.of(
                        policy,
                        rule.withEnabled(true).withObserve(false),
                        rules.project().groups())
                .isEmpty();
    }

    /** Lets all selected rules jump to a group. */
    public void jump(String group) {
        List<RuleRow> selected = rules.table().selectedRows();
        if (!selected.isEmpty()) {
            rules.editSelected(RulesModel.actionName(selected), rule -> rule.withJump(group));
        }
    }

    /** The rules that jump to a group, as people find them: {@code edge, rule 3: Web}. */
    List<String> jumpsTo(String group) {
        return GroupEdits.jumpsTo(rules.project(), group);
    }

    /** Asks for the name of a new group, to which the selected rules jump then. */
    void begin() {
        askName(Texts.text("groups.new.title"), Texts.text("groups.new.words"), Texts.text("groups.new.yes"), name -> {
            Project with = GroupEdits.begin(rules.project(), name);
            List<PolicyRule> changed = rules.rules();
            rules.table()
                    .selectedProperty()
                    .get()
                    .forEach(index -> changed.set(index, changed.get(index).withJump(name)));
            project.history()
                    .change(
                            Texts.text("edit.group.new", name),
                            null,
                            with.with(Drops.with(rules.policyProperty().get(), changed)));
        });
    }

    /** Asks for another name of the group that is shown; rules that jump to it do so then, too. */
    void rename() {
        String group = rules.policyProperty().get().name();
        askName(
                Texts.text("groups.rename.title", group),
                Texts.count("groups.rename.words", jumpsTo(group).size()),
                Texts.text("groups.rename.yes"),
                name -> {
                    navigation.policyProperty().set(name);
                    project.history()
                            .change(
                                    Texts.text("edit.group.rename", group, name),
                                    null,
                                    GroupEdits.rename(rules.project(), group, name));
                });
    }

    /** Takes a group out of the project to which no rule jumps. */
    void remove(String group) {
        if (jumpsTo(group).isEmpty()) {
            project.history()
                    .change(Texts.text("edit.group.remove", group), null, GroupEdits.remove(rules.project(), group));
        }
    }

    private void askName(String title, String words, String yes, Consumer<String> named) {
        names.ask(title, words, yes, answer -> {
            String name = answer.strip();
            String fault = GroupEdits.fault(rules.project(), name);
            if (answer.isBlank()) {
                return;
            }
            if (fault.isEmpty()) {
                named.accept(name);
            } else {
                askName(title, fault, yes, named);
            }
        });
    }
}
