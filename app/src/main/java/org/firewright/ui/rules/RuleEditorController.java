package org.firewright.ui.rules;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.firewright.compile.CompiledRule;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;

/** The chosen rule: its text, and what it comes to. */
public final class RuleEditorController {
    private final RulesModel model;
    private final InvalidationListener changed = observable -> show();
    private boolean showing;

    @FXML
    private VBox editor;

    @FXML
    private ToggleGroup tabs;

    @FXML
    private ToggleGroup actions;

    @FXML
    private ToggleButton expressionTab;

    @FXML
    private ToggleButton nftTab;

    @FXML
    private ToggleButton explanationTab;

    @FXML
    private ToggleButton problemsTab;

    @FXML
    private Label summary;

    @FXML
    private Label validity;

    @FXML
    private VBox expressionPage;

    @FXML
    private TextField name;

    @FXML
    private ToggleButton drop;

    @FXML
    private ToggleButton accept;

    @FXML
    private ToggleButton count;

    @FXML
    private TextField note;

    @FXML
    private TextArea when;

    @FXML
    private Label error;

    @FXML
    private Label nftLine;

    @FXML
    private TextArea nftPage;

    @FXML
    private ScrollPane explanationPage;

    @FXML
    private VBox explanations;

    @FXML
    private ScrollPane problemsPage;

    @FXML
    private VBox problemList;

    public RuleEditorController(RulesModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        Map<ToggleButton, Node> pages = Map.of(
                expressionTab,
                expressionPage,
                nftTab,
                nftPage,
                explanationTab,
                explanationPage,
                problemsTab,
                problemsPage);
        pages.forEach((tab, page) -> page.visibleProperty().bind(tab.selectedProperty()));
        tabs.selectedToggleProperty().addListener((observable, before, now) -> {
            if (now == null) {
                tabs.selectToggle(before);
            }
        });
        editor.disableProperty().bind(model.chosenProperty().isNull());
        error.managedProperty().bind(error.visibleProperty());
        error.visibleProperty().bind(error.textProperty().isEmpty().not());
        edits(
                name,
                "name",
                text -> rule -> new PolicyRule(text, rule.when(), rule.action(), rule.enabled(), rule.note()));
        edits(
                when,
                "when",
                text -> rule -> new PolicyRule(rule.name(), text, rule.action(), rule.enabled(), rule.note()));
        edits(
                note,
                "note",
                text -> rule -> new PolicyRule(rule.name(), rule.when(), rule.action(), rule.enabled(), text));
        sets(drop, Action.DROP);
        sets(accept, Action.ACCEPT);
        sets(count, Action.COUNT);
        model.chosenProperty().addListener((observable, before, now) -> {
            if (before != null) {
                before.contentProperty().removeListener(changed);
            }
            if (now != null) {
                now.contentProperty().addListener(changed);
            }
            show();
        });
        if (model.chosenProperty().get() != null) {
            model.chosenProperty().get().contentProperty().addListener(changed);
        }
        nftPage.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.compilationProperty().get() == null
                                ? ""
                                : model.compilationProperty().get().nft(),
                        model.compilationProperty()));
        show();
    }

    private interface TextChange {
        UnaryOperator<PolicyRule> to(String text);
    }

    private void edits(TextInputControl field, String part, TextChange change) {
        field.textProperty().addListener((Observable observable) -> {
            RuleRow row = model.chosenProperty().get();
            if (!showing && row != null) {
                model.edit(row, Texts.text("edit." + part, row.index() + 1), part, change.to(field.getText()));
            }
        });
    }

    private void sets(ToggleButton button, Action action) {
        button.setOnAction(event -> {
            RuleRow row = model.chosenProperty().get();
            button.setSelected(true);
            if (row != null) {
                model.edit(
                        row,
                        Texts.text("edit.action", row.index() + 1),
                        "",
                        rule -> new PolicyRule(rule.name(), rule.when(), action, rule.enabled(), rule.note()));
            }
        });
    }

    private void show() {
        RuleRow row = model.chosenProperty().get();
        showing = true;
        try {
            PolicyRule rule = row == null ? new PolicyRule("", "", Action.COUNT, true, "") : row.rule();
            put(name, rule.name());
            put(when, rule.when());
            put(note, rule.note());
            actions.selectToggle(
                    row == null
                            ? null
                            : switch (rule.action()) {
                                case DROP, REJECT -> drop;
                                case ACCEPT -> accept;
                                case COUNT, LOG -> count;
                            });
            showResult(row);
        } finally {
            showing = false;
        }
    }

    private void showResult(RuleRow row) {
        List<ProjectProblem> problems =
                row == null ? List.of() : row.contentProperty().get().problems();
        boolean broken = ProjectProblem.anyError(problems);
        CompiledRule compiled =
                row == null ? null : row.contentProperty().get().compiled().orElse(null);
        summary.setText(row == null ? "" : RuleWords.summary(row, compiled));
        validity.setText(row == null ? "" : Texts.text(broken ? "editor.invalid" : "editor.valid"));
        validity.getStyleClass().setAll("label", broken ? "invalid" : "valid");
        error.setText(RuleWords.errorUnder(row == null ? "" : row.rule().when(), problems));
        nftLine.setText(compiled == null ? "" : compiled.nft());
        fill(explanations, compiled == null ? List.of() : compiled.explanation());
        problemsTab.setText(Texts.count("editor.problems", problems.size()));
        problemsTab.getStyleClass().remove("problem");
        if (!problems.isEmpty()) {
            problemsTab.getStyleClass().add("problem");
        }
        fill(
                problemList,
                problems.isEmpty()
                        ? List.of(Texts.text("editor.problems.none"))
                        : problems.stream().map(ProjectProblem::text).toList());
    }

    private static void fill(VBox box, List<String> sentences) {
        box.getChildren()
                .setAll(sentences.stream()
                        .map(sentence -> {
                            Label label = new Label(sentence);
                            label.setWrapText(true);
                            return label;
                        })
                        .toList());
    }

    private static void put(TextInputControl field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }
}
