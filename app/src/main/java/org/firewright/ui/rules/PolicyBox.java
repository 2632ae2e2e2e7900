package org.firewright.ui.rules;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;
import org.firewright.ui.Texts;

/** A box with a policy's name and place: of a new one for the chosen namespace, or of the one that is shown. */
final class PolicyBox {
    private final TargetPoliciesModel model;
    private final Popover popover = ChipEditor.popover(this::key, () -> {});
    private final Label title = new Label();
    private final TextField name = new TextField();
    private final ComboBox<Hook> hook =
            ChipHead.box("policy.hook", each -> Texts.text("hook." + HookFields.word(each)));
    private final TextField priority = new TextField();
    private final ComboBox<Action> defaultAction = ChipHead.box(
            "policy.default", each -> Texts.text(each == Action.DROP ? "action.drop.lower" : "action.accept.lower"));
    private final Label fault = new Label();
    private final Button yes = new Button();
    private Optional<Policy> changed = Optional.empty();

    PolicyBox(TargetPoliciesModel model) {
        this.model = model;
        title.getStyleClass().add("chip-subject");
        fault.getStyleClass().add("chip-fault");
        fault.setWrapText(true);
        fault.managedProperty().bind(fault.visibleProperty());
        fault.visibleProperty().bind(fault.textProperty().isNotEmpty());
        hook.getItems().setAll(Hook.values());
        defaultAction.getItems().setAll(Action.ACCEPT, Action.DROP);
        name.setId("policy-name");
        priority.setId("policy-priority");
        priority.setPrefColumnCount(6);
        yes.setId("policy-yes");
        yes.setDefaultButton(true);
        yes.setOnAction(event -> accept());
        GridPane grid = new GridPane();
        grid.getStyleClass().add("variables-grid");
        row(grid, 0, "policy.name", name);
        row(grid, 1, "policy.hook", hook);
        row(grid, 2, "policy.priority", priority);
        row(grid, 3, "policy.default", defaultAction);
        GridPane.setHgrow(name, Priority.ALWAYS);
        Label words = new Label(Texts.text("policy.words"));
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        Button no = new Button(Texts.text("question.cancel"));
        no.setOnAction(event -> popover.hide());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(space, no, yes);
        buttons.getStyleClass().add("chip-buttons");
        VBox content = new VBox(title, grid, words, fault, buttons);
        content.getStyleClass().add("chip-editor");
        popover.setContentNode(content);
        List.<Observable>of(
                        name.textProperty(),
                        priority.textProperty(),
                        hook.valueProperty(),
                        defaultAction.valueProperty())
                .forEach(each -> each.addListener((Observable observable) -> check()));
    }

    private static void row(GridPane grid, int line, String key, Node field) {
        Label label = new Label(Texts.text(key));
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(field);
        grid.addRow(line, label, field);
    }

    /** For a new policy. */
    void begin(Node at) {
        show(at, Optional.empty(), PolicyDraft.FIRST, Texts.text("policy.new.title"), Texts.text("policy.new.yes"));
    }

    /** For the name and place of a policy. */
    void change(Node at, Policy policy) {
        show(
                at,
                Optional.of(policy),
                PolicyDraft.of(policy),
                Texts.text("policy.change.title", policy.name()),
                Texts.text("policy.change.yes"));
    }

    private void show(Node at, Optional<Policy> policy, PolicyDraft draft, String words, String button) {
        changed = policy;
        title.setText(words);
        yes.setText(button);
        hook.setValue(draft.hook());
        priority.setText(draft.priority());
        defaultAction.setValue(draft.defaultAction());
        name.setText(draft.name());
        check();
        popover.show(at);
        name.requestFocus();
        name.selectAll();
    }

    private PolicyDraft draft() {
        return new PolicyDraft(name.getText(), hook.getValue(), priority.getText(), defaultAction.getValue());
    }

    private void check() {
        if (hook.getValue() != null && defaultAction.getValue() != null) {
            String wrong = model.fault(draft(), changed);
            boolean begun = changed.isPresent() || !name.getText().isEmpty();
            fault.setText(begun ? wrong : ""); // nobody has done anything wrong yet
            yes.setDisable(!wrong.isEmpty());
        }
    }

    private void accept() {
        if (!yes.isDisabled()) {
            popover.hide();
            changed.ifPresentOrElse(policy -> model.change(policy, draft()), () -> model.begin(draft()));
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            popover.hide();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
            accept();
            event.consume();
        }
    }
}
