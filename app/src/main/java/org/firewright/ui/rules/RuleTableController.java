package org.firewright.ui.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.expression.Expression;
import org.firewright.policy.Policy;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Columns;

/** The table of rules: what mouse and keyboard do there. */
public final class RuleTableController {
    private static final int FREE_ROWS = 300;

    /** Height of a row in sizes of its text. */
    private static final double ROW = 3.538;

    private final RulesModel model;
    private final RuleClipboard clipboard;
    private final ContextMenu menu = new ContextMenu();
    private Map<KeyCombination, Runnable> keys;
    private ChipEditor editor;
    private LimitEditor limits;
    private JumpBox jumps;
    private boolean selecting;
    private boolean addedByPress;

    @FXML
    private VBox area;

    @FXML
    private TableView<RuleRow> table;

    @FXML
    private TableColumn<RuleRow, RuleRow> handle;

    @FXML
    private TableColumn<RuleRow, RuleRow> number;

    @FXML
    private TableColumn<RuleRow, RuleRow> enabled;

    @FXML
    private TableColumn<RuleRow, RuleRow> name;

    @FXML
    private TableColumn<RuleRow, RuleRow> match;

    @FXML
    private TableColumn<RuleRow, RuleRow> action;

    @FXML
    private TableColumn<RuleRow, RuleRow> spark;

    @FXML
    private TableColumn<RuleRow, RuleRow> rate;

    @FXML
    private TableColumn<RuleRow, RuleRow> packets;

    @FXML
    private Label emptyTitle;

    @FXML
    private Label emptyWords;

    @FXML
    private Label message;

    public RuleTableController(RulesModel model) {
        this.model = model;
        this.clipboard = new RuleClipboard(model);
    }

    @FXML
    private void initialize() {
        RuleCells cells = new RuleCells(model);
        Set<MatchCell> matches = Collections.newSetFromMap(new WeakHashMap<>());
        RuleCells.install(handle, RuleCells.Handle::new);
        RuleCells.install(number, RuleCells.Place::new);
        RuleCells.install(enabled, () -> new RuleCells.Enabled(model));
        RuleCells.install(name, RuleCells.Name::new);
        RuleCells.install(match, () -> {
            MatchCell made = new MatchCell(model);
            matches.add(made);
            return made;
        });
        RuleCells.install(action, RuleCells.ActionBadge::new);
        cells.installLive(spark, () -> cells.new Minute());
        cells.installLive(rate, () -> cells.new Rate());
        cells.installLive(packets, () -> cells.new Packets());
        model.cursorProperty().subscribe(cursor -> matches.forEach(cell -> cell.cursor(cursor)));
        OncePerPulse counters = new OncePerPulse(table, cells::showCounters);
        model.table().countersProperty().subscribe(now -> counters.ask());
        Columns.scale(table, message.fontProperty());
        model.table().rows().addListener((Observable observable) -> fitRows());
        message.fontProperty().subscribe(font -> fitRows());
        OncePerPulse heights = new OncePerPulse(table, table::refresh);
        name.widthProperty().addListener(observable -> heights.ask());
        match.widthProperty().addListener(observable -> heights.ask());
        table.setItems(model.table().shown());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setRowFactory(view -> row());
        followSelection();
        keys = keys();
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        editor = new ChipEditor(model, table::requestFocus);
        model.editedProperty().subscribe(chip -> {
            if (chip != null) {
                model.editedProperty().set(null);
                Ghost.of(table.getScene()).afterwards(() -> edit(chip));
            }
        });
        limits = new LimitEditor(model, table::requestFocus);
        model.limitedProperty().subscribe(row -> {
            if (row != null) {
                model.limitedProperty().set(null);
                // Later, or the key that asked for it would be typed into it.
                Platform.runLater(() -> Ghost.of(table.getScene()).afterwards(() -> editLimit(row)));
            }
        });
        jumps = new JumpBox(model, table::requestFocus);
        model.jumpingProperty().subscribe(row -> {
            if (row != null) {
                model.jumpingProperty().set(null);
                Platform.runLater(() -> Ghost.of(table.getScene()).afterwards(() -> askJump(row)));
            }
        });
        model.table().queryProperty().subscribe(query -> showEmpty(!query.isBlank()));
        message.textProperty().bind(model.messageProperty());
        RuleDrags drags = new RuleDrags(area, table, model);
        area.getProperties().put(RuleDrags.class, drags); // lives as long as its table
    }

    @FXML
    private void addRule() {
        model.add();
        model.wantedProperty().set(RulesModel.EditorPart.NAME);
    }

    /** Rows of a long policy are all equally high, as the heights of thousands take longer than a frame may. */
    private void fitRows() {
        boolean many = model.table().rows().size() > FREE_ROWS;
        table.setFixedCellSize(many ? Math.round(ROW * message.getFont().getSize()) : Region.USE_COMPUTED_SIZE);
    }

    private void showEmpty(boolean filtered) {
        emptyTitle.setText(Texts.text(filtered ? "rules.nomatch.title" : "rules.empty.title"));
        Policy policy = model.policyProperty().get();
        String none = policy != null && policy.isGroup() ? "rules.empty.group" : "rules.empty.words";
        emptyWords.setText(Texts.text(filtered ? "rules.nomatch.words" : none));
    }

    private TableRow<RuleRow> row() {
        TableRow<RuleRow> row = new ReusedRow();
        Drags.from(row, () -> Optional.ofNullable(row.getItem()).map(item -> carried(item)));
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2
                    && row.getItem() != null
                    && ChipNode.at(row, event.getSceneX(), event.getSceneY()).isEmpty()) {
                model.wantedProperty().set(RulesModel.EditorPart.NAME);
            }
        });
        // Before the table selects it: with Ctrl held, a press adds a row to those that are selected.
        row.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event -> addedByPress = event.isShortcutDown()
                        && row.getItem() != null
                        && !model.table()
                                .selectedProperty()
                                .get()
                                .contains(row.getItem().index()));
        row.setOnMousePressed(event -> {
            if (ChipNode.at(row, event.getSceneX(), event.getSceneY()).isEmpty()) {
                model.cursor(null);
            }
        });
        row.setOnContextMenuRequested(event -> {
            menu.hide();
            Optional<RulesModel.ChipCursor> chip = ChipNode.at(row, event.getSceneX(), event.getSceneY())
                    .map(node -> new RulesModel.ChipCursor(row.getItem().index(), node.place()));
            menu.getItems().setAll(new RuleMenu(model, clipboard).items(chip));
            menu.show(row, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        return row;
    }

    private Carried carried(RuleRow item) {
        if (addedByPress) {
            model.table().select(List.of(item.index()));
        }
        List<Integer> indices = model.table().selectedProperty().get();
        String label = indices.size() == 1 ? item.rule().name() : Texts.text("drag.rules", indices.size());
        return new Carried.Rules(model.policyProperty().get().name(), indices, label);
    }

    private void followSelection() {
        var selection = table.getSelectionModel();
        selection.getSelectedItems().addListener((ListChangeListener<RuleRow>) change -> selectedInTable());
        selection.selectedItemProperty().addListener((observable, before, now) -> selectedInTable());
        model.table().selectedProperty().addListener((observable, before, now) -> showSelection());
        model.table().chosenProperty().addListener((observable, before, now) -> showSelection());
        showSelection();
    }

    private void selectedInTable() {
        if (!selecting) {
            selecting = true;
            try {
                RuleRow lead = table.getSelectionModel().getSelectedItem();
                model.table()
                        .select(
                                table.getSelectionModel().getSelectedItems().stream()
                                        .filter(row -> row != null)
                                        .map(RuleRow::index)
                                        .toList(),
                                lead == null ? -1 : lead.index());
            } finally {
                selecting = false;
            }
        }
    }

    private void showSelection() {
        if (selecting) {
            return;
        }
        selecting = true;
        try {
            int[] wanted = model.table().selectedRows().stream()
                    .mapToInt(table.getItems()::indexOf)
                    .filter(index -> index >= 0)
                    .toArray();
            List<Integer> now = table.getSelectionModel().getSelectedIndices().stream()
                    .sorted()
                    .toList();
            if (!java.util.Arrays.stream(wanted).boxed().toList().equals(now)) {
                table.getSelectionModel().clearSelection();
                if (wanted.length > 0) {
                    table.getSelectionModel().selectIndices(wanted[0], wanted);
                    reveal(wanted[0]);
                }
            }
        } finally {
            selecting = false;
        }
    }

    /** Scrolls only where the row is not seen already. */
    private void reveal(int index) {
        VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
        IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
        if (first != null
                && (index <= first.getIndex()
                        || index >= flow.getLastVisibleCell().getIndex())) {
            flow.scrollTo(index);
        }
    }

    private void edit(RulesModel.ChipCursor chip) {
        RuleRow row = model.table().rows().get(chip.row());
        Optional<Expression> condition = Conditions.at(row.rule().when(), chip.place());
        int shown = table.getItems().indexOf(row);
        if (condition.isPresent() && shown >= 0) {
            reveal(shown);
            VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
            layOut(flow);
            Optional.ofNullable(flow.getVisibleCell(shown))
                    .flatMap(cell -> ChipNode.of(cell, chip.place()))
                    .ifPresent(node -> editor.show(chip, condition.get(), node));
        }
    }

    /** Rows that have just changed or come into sight get their places; styling all of them for it would take longer than a frame. */
    private void layOut(VirtualFlow<?> flow) {
        if (flow.isNeedsLayout() || table.isNeedsLayout()) {
            table.applyCss();
            table.layout();
        }
    }

    /** At the limit where the rule shows one, else at its row. */
    private void editLimit(RuleRow row) {
        cell(row).ifPresent(cell -> {
            Node tag = cell.lookup(".limit-tag");
            limits.show(row, tag != null && tag.isVisible() ? tag : cell.lookup(".rule-name"));
        });
    }

    private void askJump(RuleRow row) {
        // At the cell, as a box inherits the letters of what it is shown at.
        cell(row).ifPresent(cell -> jumps.show(cell.lookup(".action-badge").getParent()));
    }

    /** A rule's row, scrolled to; empty where the query hides it. */
    private Optional<Node> cell(RuleRow row) {
        int shown = table.getItems().indexOf(row);
        if (shown < 0) {
            return Optional.empty();
        }
        reveal(shown);
        VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
        layOut(flow);
        return Optional.ofNullable(flow.getVisibleCell(shown));
    }

    private Map<KeyCombination, Runnable> keys() {
        return Map.ofEntries(
                Map.entry(new KeyCodeCombination(KeyCode.DELETE), model::remove),
                Map.entry(new KeyCodeCombination(KeyCode.UP, KeyCombination.ALT_DOWN), () -> model.move(-1)),
                Map.entry(new KeyCodeCombination(KeyCode.DOWN, KeyCombination.ALT_DOWN), () -> model.move(1)),
                Map.entry(new KeyCodeCombination(KeyCode.LEFT), () -> model.moveCursor(-1)),
                Map.entry(new KeyCodeCombination(KeyCode.RIGHT), () -> model.moveCursor(1)),
                Map.entry(new KeyCodeCombination(KeyCode.SPACE), model::toggleSelected),
                Map.entry(new KeyCodeCombination(KeyCode.ENTER), this::editChipOrText),
                Map.entry(
                        new KeyCodeCombination(KeyCode.F2),
                        () -> model.wantedProperty().set(RulesModel.EditorPart.NAME)),
                Map.entry(new KeyCodeCombination(KeyCode.L), model::editLimit),
                Map.entry(new KeyCodeCombination(KeyCode.INSERT), this::addRule),
                Map.entry(new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN), clipboard::copy),
                Map.entry(new KeyCodeCombination(KeyCode.X, KeyCombination.SHORTCUT_DOWN), clipboard::cut),
                Map.entry(
                        new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN),
                        () -> clipboard.paste(RulesModel.KeyDrop.RULE)),
                Map.entry(
                        new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                        () -> clipboard.paste(RulesModel.KeyDrop.CHIP)),
                Map.entry(new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN), clipboard::duplicate));
    }

    private void editChipOrText() {
        if (!model.editChip()) {
            model.wantedProperty().set(RulesModel.EditorPart.TEXT);
        }
    }

    private void key(KeyEvent event) {
        keys.entrySet().stream()
                .filter(entry ->
                        entry.getKey().match(event) && model.policyProperty().get() != null)
                .findFirst()
                .ifPresent(entry -> {
                    entry.getValue().run();
                    event.consume();
                });
    }
}
