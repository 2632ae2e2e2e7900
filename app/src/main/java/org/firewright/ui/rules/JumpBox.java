package org.firewright.ui.rules;

import atlantafx.base.controls.Popover;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A box below a rule that asks to which group it jumps. */
final class JumpBox {
    private final RulesModel model;
    private final Popover popover;
    private final VBox choices = new VBox();

    /**
     * Makes one that is not shown.
     *
     * @param closed is told when it has closed
     */
    JumpBox(RulesModel model, Runnable closed) {
        this.model = model;
        popover = ChipEditor.popover(this::key, closed);
        Label title = new Label(Texts.text("jump.title"));
        title.getStyleClass().add("chip-subject");
        choices.getStyleClass().add("jump-choices");
        VBox content = new VBox(title, choices);
        content.getStyleClass().add("chip-editor");
        popover.setContentNode(content);
    }

    /** Opens it for the selected rules, at a node that stands for the first of them. */
    void show(Node node) {
        popover.hide();
        choices.getChildren()
                .setAll(model.groups().reachable().stream().map(this::group).toList());
        choices.getChildren().add(begin());
        DropPointer.of(node.getScene()).opens(popover);
        popover.show(node);
        choices.getChildren().getFirst().requestFocus();
    }

    private Button group(String name) {
        Button button = button(Texts.text("action.jump.to", name));
        button.setOnAction(event -> {
            popover.hide();
            model.groups().jump(name);
        });
        return button;
    }

    private Button begin() {
        Button button = button(Texts.text("groups.new"));
        button.setGraphic(new FontIcon("mdi2p-plus"));
        button.setOnAction(event -> {
            popover.hide();
            model.groups().begin();
        });
        return button;
    }

    private static Button button(String words) {
        Button button = new Button(words);
        button.setMnemonicParsing(false);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "jump-choice");
        return button;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            popover.hide();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button chosen) {
            chosen.fire();
            event.consume();
        }
    }
}
