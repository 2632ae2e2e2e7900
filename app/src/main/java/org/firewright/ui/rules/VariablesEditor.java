package org.firewright.ui.rules;

import atlantafx.base.controls.Popover;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A box with the policy's variables: a row each, with the policy's value and, beside it, the chosen target's own. */
final class VariablesEditor {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int COLUMNS = 17;

    private final VariablesModel model;
    private final Popover popover = ChipEditor.popover(this::key, () -> {});
    private final Label usualHead = new Label();
    private final Label hereHead = new Label();
    private final GridPane grid = new GridPane();
    private final TextField newName = field("variables.new.name", "variable-new-name");
    private final TextField newValue = field("variables.new.value", "variable-new-value");
    private final Button add = new Button(Texts.text("variables.add"));
    private final Label words = new Label(Texts.text("variables.words"));
    private final Label fault = new Label();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private boolean filling;

    /** The fields of one variable. */
    private record Row(TextField usual, TextField here) {}

    VariablesEditor(VariablesModel model) {
        this.model = model;
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        fault.getStyleClass().add("chip-fault");
        fault.setWrapText(true);
        fault.managedProperty().bind(fault.visibleProperty());
        usualHead.getStyleClass().add("muted");
        hereHead.getStyleClass().add("muted");
        grid.getStyleClass().add("variables-grid");
        add.setId("variable-add");
        add.setOnAction(event -> addNew());
        newName.textProperty().addListener(observable -> check());
        newValue.textProperty().addListener(observable -> check());
        VBox content = new VBox(words, grid, fault);
        content.getStyleClass().addAll("chip-editor", "variables");
        popover.setContentNode(content);
    }

    void show(Node at) {
        rows.clear();
        newName.clear();
        newValue.clear();
        refresh();
        popover.show(at);
        (rows.isEmpty() ? newName : rows.values().iterator().next().here()).requestFocus();
    }

    /** The project, or what is chosen, has changed. */
    void refresh() {
        List<VariablesModel.Variable> all = model.all();
        if (!List.copyOf(rows.keySet())
                        .equals(all.stream().map(VariablesModel.Variable::name).toList())
                || rows.isEmpty()) {
            build(all);
        }
        Optional<Target> target = model.target();
        usualHead.setText(Texts.text("variables.usual"));
        hereHead.setText(
                target.map(each -> Texts.text("variables.here", each.text())).orElse(""));
        filling = true;
        for (VariablesModel.Variable variable : all) {
            Row row = rows.get(variable.name());
            fill(row.usual, variable.usual());
            fill(row.here, variable.here().orElse(""));
            row.here.setPromptText(variable.usual());
            row.here.setDisable(target.isEmpty());
        }
        filling = false;
        check();
    }

    private static void fill(TextField field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private void build(List<VariablesModel.Variable> all) {
        rows.clear();
        grid.getChildren().clear();
        int line = 0;
        if (!all.isEmpty()) {
            grid.addRow(line++, new Label(), usualHead, hereHead);
        }
        for (VariablesModel.Variable variable : all) {
            String name = variable.name();
            Row row = new Row(
                    field("variables.usual", "variable-" + name), field("variables.here.own", "variable-here-" + name));
            row.usual.setAccessibleText(Texts.text("variables.usual.name", name));
            row.here.setAccessibleText(Texts.text("variables.here.name", name));
            row.usual.textProperty().addListener((observable, before, now) -> typed(() -> model.give(name, now)));
            row.here.textProperty().addListener((observable, before, now) -> typed(() -> model.giveHere(name, now)));
            rows.put(name, row);
            Label label = new Label("@" + name);
            label.getStyleClass().add("mono");
            label.setTooltip(new Tooltip(Texts.count("variables.uses", model.uses(name))));
            grid.addRow(line++, label, row.usual, row.here, remove(name));
        }
        grid.addRow(line, newName, newValue, add);
    }

    private Button remove(String name) {
        Button button = new Button();
        button.setGraphic(new FontIcon("mdi2c-close"));
        button.getStyleClass().addAll("flat", "icon-button");
        button.setId("variable-remove-" + name);
        button.setAccessibleText(Texts.text("variables.remove", name));
        button.setTooltip(new Tooltip(Texts.text("variables.remove", name)));
        button.setOnAction(event -> model.remove(name));
        return button;
    }

    private void typed(Runnable change) {
        if (!filling) {
            change.run();
            check();
        }
    }

    private void addNew() {
        String name = newName.getText().strip().replaceFirst("^@", "");
        if (!add.isDisabled()) {
            model.give(name, newValue.getText().strip());
            newName.clear();
            newValue.clear();
            newName.requestFocus();
        }
    }

    /** Tells the first thing that is wrong, and marks where. */
    private void check() {
        String first = "";
        for (VariablesModel.Variable variable : model.all()) {
            Row row = rows.get(variable.name());
            if (row != null) {
                String usual = model.valueFault(variable.name(), variable.usual());
                String here = variable.here()
                        .map(value -> model.valueFault(variable.name(), value))
                        .orElse("");
                row.usual.pseudoClassStateChanged(WRONG, !usual.isEmpty());
                row.here.pseudoClassStateChanged(WRONG, !here.isEmpty());
                first = !first.isEmpty() ? first : !usual.isEmpty() ? usual : here;
            }
        }
        String name = newName.getText().strip().replaceFirst("^@", "");
        String nameFault = name.isEmpty() ? "" : model.nameFault(name);
        newName.pseudoClassStateChanged(WRONG, !nameFault.isEmpty());
        add.setDisable(
                name.isEmpty() || !nameFault.isEmpty() || newValue.getText().isBlank());
        first = first.isEmpty() ? nameFault : first;
        fault.setText(first);
        fault.setVisible(!first.isEmpty());
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            popover.hide();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            if (newName.isFocused() || newValue.isFocused()) {
                addNew();
            } else {
                popover.hide();
            }
            event.consume();
        }
    }

    private static TextField field(String prompt, String id) {
        TextField field = new TextField();
        field.setPromptText(Texts.text(prompt));
        field.setAccessibleText(Texts.text(prompt));
        field.setId(id);
        field.setPrefColumnCount(COLUMNS);
        field.getStyleClass().add("mono");
        return field;
    }
}
