package org.firewright.ui.rules;

import atlantafx.base.controls.Popover;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.expression.Expression;
import org.firewright.expression.Vocabulary;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Keyboard;

/** The editor of a chip, below it. Enter and a click elsewhere keep what is right, Escape leaves it as it was. */
final class ChipEditor {
    private final RulesModel model;
    private final Runnable closed;
    private final Popover popover = popover(this::key, this::hidden);
    private final Label fault = new Label();
    private RulesModel.ChipCursor chip;
    private ChipForm form;
    private boolean keep;

    /**
     * Makes one that is not shown.
     *
     * @param closed is told when the editor has closed
     */
    ChipEditor(RulesModel model, Runnable closed) {
        this.model = model;
        this.closed = closed;
        fault.getStyleClass().add("chip-fault");
        fault.setWrapText(true);
        fault.visibleProperty().bind(fault.textProperty().isNotEmpty());
        fault.managedProperty().bind(fault.visibleProperty());
    }

    /** A box below what it edits, without head and movement. */
    static Popover popover(Consumer<KeyEvent> key, Runnable hidden) {
        Popover popover = new Popover();
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
        popover.setAnimated(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
        popover.setAutoHide(true);
        popover.setHideOnEscape(false);
        popover.addEventFilter(KeyEvent.KEY_PRESSED, key::accept);
        popover.setOnHidden(event -> hidden.run());
        return popover;
    }

    /** A form as it stands in an editor. */
    static VBox content(ChipForm form) {
        VBox content = new VBox(form.node());
        content.getStyleClass().add("chip-editor");
        return content;
    }

    boolean isShowing() {
        return popover.isShowing();
    }

    /** Opens it at a chip's node. */
    void show(RulesModel.ChipCursor at, Expression condition, Node node) {
        popover.hide();
        chip = at;
        keep = true;
        String when = model.table().rows().get(at.row()).rule().when();
        form = ChipForms.of(when, at.place(), condition, new Vocabulary(model.vocabulary(), model.interfaces()));
        fault.textProperty().bind(form.faultProperty());
        VBox content = content(form);
        content.getChildren().addAll(fault, buttons());
        popover.setContentNode(content);
        DropPointer.of(node.getScene()).opens(popover);
        popover.show(node);
        Keyboard.give(form.first());
    }

    private HBox buttons() {
        Button remove = new Button(Texts.text("editor.chip.remove"));
        remove.getStyleClass().addAll("flat", "danger");
        remove.setOnAction(event -> {
            cancel();
            model.removeChip(chip);
        });
        Button negate = new Button(Texts.text("editor.chip.negate"));
        negate.getStyleClass().add("flat");
        negate.setOnAction(event -> {
            cancel();
            model.editWhen(
                    model.table().rows().get(chip.row()),
                    Texts.text("edit.condition", chip.row() + 1),
                    text -> Conditions.negate(text, chip.place()));
        });
        Button done = new Button(Texts.text("editor.chip.done"));
        done.setDefaultButton(true);
        done.disableProperty().bind(form.faultProperty().isNotEmpty());
        done.setOnAction(event -> popover.hide());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(remove, negate, space, done);
        row.getStyleClass().add("chip-buttons");
        return row;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            cancel();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER
                && !event.isConsumed()
                && form.faultProperty().get().isEmpty()) {
            popover.hide();
            event.consume();
        }
    }

    private void cancel() {
        keep = false;
        popover.hide();
    }

    private void hidden() {
        RuleRow row =
                chip.row() < model.table().rows().size() ? model.table().rows().get(chip.row()) : null;
        if (keep && row != null) {
            form.when()
                    .filter(when -> !when.equals(row.rule().when()))
                    .ifPresent(when -> model.editWhen(row, Texts.text("edit.condition", chip.row() + 1), text -> when));
        }
        closed.run();
    }
}
