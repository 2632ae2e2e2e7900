package org.firewright.ui.rules;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.policy.RateLimit;
import org.firewright.ui.Texts;

/** The editor of a rule's limit, below it. Enter and a click elsewhere keep what is right, Escape leaves it as it was. */
final class LimitEditor {
    private final RulesModel model;
    private final Popover popover;
    private final ComboBox<Boolean> over =
            box("limit.side", List.of(false, true), each -> Texts.text(each ? "limit.over" : "limit.upto"));
    private final TextField amount = field("limit.amount", 9);
    private final ComboBox<RateLimit.Unit> unit = box("limit.unit", List.of(RateLimit.Unit.values()), LimitDraft::unit);
    private final ComboBox<RateLimit.Period> period =
            box("limit.period", List.of(RateLimit.Period.values()), LimitDraft::period);
    private final TextField burst = field("limit.burst", 9);
    private final Label fault = new Label();
    private final Button done = new Button(Texts.text("editor.chip.done"));
    private int row;
    private boolean keep;

    /**
     * Makes one that is not shown.
     *
     * @param closed is told when the editor has closed
     */
    LimitEditor(RulesModel model, Runnable closed) {
        this.model = model;
        popover = ChipEditor.popover(this::key, () -> {
            hidden();
            closed.run();
        });
        fault.getStyleClass().add("chip-fault");
        fault.setWrapText(true);
        fault.managedProperty().bind(fault.visibleProperty());
        burst.setPromptText(Texts.text("limit.burst.usual"));
        done.setDefaultButton(true);
        done.setOnAction(event -> popover.hide());
        Button remove = new Button(Texts.text("limit.remove"));
        remove.getStyleClass().addAll("flat", "danger");
        remove.setOnAction(event -> {
            keep = false;
            popover.hide();
            set(Optional.empty());
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(remove, space, done);
        buttons.getStyleClass().add("chip-buttons");
        HBox rate = new HBox(over, amount, unit);
        rate.getStyleClass().add("chip-head");
        HBox each = new HBox(new Label(Texts.text("limit.per")), period, new Label(Texts.text("limit.burst")), burst);
        each.getStyleClass().add("chip-head");
        VBox form = new VBox(rate, each);
        form.getStyleClass().add("chip-form");
        VBox content = new VBox(form, fault, buttons);
        content.getStyleClass().add("chip-editor");
        popover.setContentNode(content);
        amount.textProperty().addListener(observable -> check());
        burst.textProperty().addListener(observable -> check());
    }

    /** Opens it for a rule at a node that stands for its limit. */
    void show(RuleRow of, Node node) {
        if (popover.isShowing() && row == of.index()) {
            return; // the key that opens it is held down
        }
        popover.hide();
        row = of.index();
        keep = true;
        LimitDraft draft = LimitDraft.of(of.rule().limit().orElse(LimitDraft.FIRST));
        over.setValue(draft.over());
        amount.setText(draft.amount());
        unit.setValue(draft.unit());
        period.setValue(draft.period());
        burst.setText(draft.burst());
        check();
        DropPointer.of(node.getScene()).opens(popover);
        popover.show(node);
        amount.requestFocus();
        amount.selectAll();
    }

    private LimitDraft draft() {
        return new LimitDraft(over.getValue(), amount.getText(), unit.getValue(), period.getValue(), burst.getText());
    }

    private void check() {
        if (unit.getValue() != null) {
            fault.setText(draft().fault());
            fault.setVisible(!fault.getText().isEmpty());
            done.setDisable(fault.isVisible());
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            keep = false;
            popover.hide();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && draft().limit().isPresent()) {
            popover.hide();
            event.consume();
        }
    }

    private void hidden() {
        if (keep) {
            draft().limit().ifPresent(limit -> set(Optional.of(limit)));
        }
    }

    private void set(Optional<RateLimit> limit) {
        if (row < model.table().rows().size()) {
            model.limit(model.table().rows().get(row), limit);
        }
    }

    private static TextField field(String key, int columns) {
        TextField field = new TextField();
        field.setId(key.replace('.', '-'));
        field.setAccessibleText(Texts.text(key));
        field.setPrefColumnCount(columns);
        field.getStyleClass().add("mono");
        return field;
    }

    private static <T> ComboBox<T> box(String key, List<T> values, Function<T, String> words) {
        ComboBox<T> box = ChipHead.box(key, words::apply);
        box.getItems().setAll(values);
        return box;
    }
}
