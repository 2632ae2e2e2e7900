package org.firewright.ui.rules;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.firewright.compile.Compilation;
import org.firewright.compile.CompiledRule;
import org.firewright.expression.Vocabulary;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.NftView;
import org.firewright.ui.parts.Toggles;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** The chosen rule: its text, and what it comes to. */
public final class RuleEditorController {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

    private final RulesModel model;
    private final InvalidationListener changed = observable -> show();
    private final CodeArea when = new CodeArea();
    private final NftView nftPage = new NftView();
    private ExpressionEditor text;
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
    private Label between;

    @FXML
    private Label validity;

    @FXML
    private ScrollPane expressionPage;

    @FXML
    private TextField name;

    @FXML
    private ToggleButton drop;

    @FXML
    private ToggleButton accept;

    @FXML
    private ToggleButton count;

    @FXML
    private ToggleButton reject;

    @FXML
    private ToggleButton logAction;

    @FXML
    private MenuButton jump;

    @FXML
    private ToggleButton observe;

    @FXML
    private ToggleButton logged;

    @FXML
    private ToggleButton limited;

    @FXML
    private TextField note;

    @FXML
    private StackPane whenSlot;

    @FXML
    private Label error;

    @FXML
    private Label nftLine;

    @FXML
    private StackPane nftSlot;

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
                nftSlot,
                explanationTab,
                explanationPage,
                problemsTab,
                problemsPage);
        pages.forEach((tab, page) -> page.visibleProperty().bind(tab.selectedProperty()));
        Toggles.keepOne(tabs);
        editor.disableProperty().bind(model.table().chosenProperty().isNull());
        error.managedProperty().bind(error.visibleProperty());
        error.visibleProperty().bind(error.textProperty().isEmpty().not());
        when.setId("when");
        when.getStyleClass().addAll("mono", "expression");
        Label prompt = new Label(Texts.text("editor.when"));
        prompt.getStyleClass().add("muted");
        when.setPlaceholder(prompt, Pos.TOP_LEFT);
        whenSlot.getChildren().setAll(new VirtualizedScrollPane<>(when));
        nftPage.area().setId("nftPage");
        nftSlot.getChildren().setAll(nftPage);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(nftLine.textProperty());
        nftLine.setTooltip(whole);
        text = new ExpressionEditor(when, () -> new Vocabulary(model.vocabulary(), model.interfaces()));
        edits(name.textProperty(), "name", PolicyRule::withName);
        edits(when.textProperty(), "when", PolicyRule::withWhen);
        edits(note.textProperty(), "note", PolicyRule::withNote);
        sets(drop, Action.DROP);
        sets(accept, Action.ACCEPT);
        sets(count, Action.COUNT);
        sets(reject, Action.REJECT);
        sets(logAction, Action.LOG);
        new JumpMenu(model).fill(jump);
        turns(observe, "edit.observe", PolicyRule::withObserve);
        turns(logged, "edit.log", PolicyRule::withLog);
        limited.setOnAction(event -> {
            limited.setSelected(!limited.isSelected()); // the rule says whether it has one, once the editor has closed
            model.editLimit();
        });
        model.table().chosenProperty().subscribe((before, now) -> listen(before, now));
        listen(null, model.table().chosenProperty().get());
        nftTab.selectedProperty().subscribe(this::showNft);
        model.table().compilationProperty().subscribe(this::showNft);
        model.wantedProperty().subscribe(this::go);
        show();
    }

    private void listen(RuleRow before, RuleRow now) {
        if (before != null) {
            before.contentProperty().removeListener(changed);
        }
        if (now != null) {
            now.contentProperty().addListener(changed);
        }
        show();
    }

    private void go(RulesModel.EditorPart part) {
        if (part == null) {
            return;
        }
        model.wantedProperty().set(null);
        tabs.selectToggle(part == RulesModel.EditorPart.PROBLEMS ? problemsTab : expressionTab);
        if (part == RulesModel.EditorPart.NAME) {
            name.requestFocus();
            name.selectAll();
        } else if (part == RulesModel.EditorPart.TEXT) {
            when.requestFocus();
            when.end(org.fxmisc.richtext.NavigationActions.SelectionPolicy.CLEAR);
        }
    }

    private interface TextChange {
        PolicyRule of(PolicyRule rule, String text);
    }

    private void edits(javafx.beans.value.ObservableValue<String> field, String part, TextChange change) {
        field.addListener((Observable observable) -> {
            RuleRow row = model.table().chosenProperty().get();
            if (!showing && row != null) {
                String now = field.getValue();
                UnaryOperator<PolicyRule> edit = rule -> change.of(rule, now);
                model.edit(row, Texts.text("edit." + part, row.index() + 1), part, edit);
            }
        });
    }

    private void sets(ToggleButton button, Action action) {
        button.setOnAction(event -> {
            button.setSelected(true);
            model.act(action);
        });
    }

    private interface Turn {
        PolicyRule of(PolicyRule rule, boolean on);
    }

    private void turns(ToggleButton button, String name, Turn turn) {
        button.setOnAction(event -> {
            RuleRow row = model.table().chosenProperty().get();
            boolean on = button.isSelected();
            if (row != null) {
                model.edit(row, Texts.text(name, row.index() + 1), "", rule -> turn.of(rule, on));
            }
        });
    }

    private void show() {
        RuleRow row = model.table().chosenProperty().get();
        showing = true;
        try {
            PolicyRule rule = row == null ? new PolicyRule("", "", Action.COUNT, true, "") : row.rule();
            put(name, rule.name());
            text.put(rule.when());
            put(note, rule.note());
            actions.selectToggle(
                    row == null
                            ? null
                            : switch (rule.action()) {
                                case DROP -> drop;
                                case REJECT -> reject;
                                case ACCEPT -> accept;
                                case COUNT -> count;
                                case LOG -> logAction;
                                case JUMP -> null;
                            });
            boolean jumps = rule.action() == Action.JUMP;
            jump.setText(jumps ? Texts.text("action.jump.to", rule.to()) : Texts.text("action.jump"));
            jump.pseudoClassStateChanged(CHOSEN, jumps);
            observe.setSelected(rule.observe());
            logged.setSelected(rule.log());
            limited.setSelected(rule.limit().isPresent());
            showResult(row);
        } finally {
            showing = false;
        }
    }

    private void showResult(RuleRow row) {
        List<ProjectProblem> problems =
                row == null ? List.of() : row.contentProperty().get().problems();
        ExpressionCheck check = text.check(problems);
        boolean unreadable = !check.first().isEmpty()
                && Conditions.expression(when.getText()).isEmpty();
        boolean broken = unreadable || ProjectProblem.anyError(problems);
        CompiledRule compiled =
                row == null ? null : row.contentProperty().get().compiled().orElse(null);
        between.setVisible(row != null);
        summary.setText(row == null ? "" : RuleWords.summary(row, compiled));
        validity.setText(row == null ? "" : Texts.text(broken ? "editor.invalid" : "editor.valid"));
        validity.getStyleClass().setAll("label", broken ? "invalid" : "valid");
        error.setText(check.first());
        error.pseudoClassStateChanged(WARNING, !broken);
        nftLine.setText(RuleWords.nft(row, compiled, model.table().rows().size()));
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

    /** The whole policy is only written out while it is looked at. */
    private void showNft() {
        Compilation compilation = model.table().compilationProperty().get();
        if (nftTab.isSelected() && compilation != null) {
            nftPage.show(compilation.nft());
        }
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

    private static void put(TextField field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }
}
