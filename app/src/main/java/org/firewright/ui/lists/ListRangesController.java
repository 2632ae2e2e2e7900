package org.firewright.ui.lists;

import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.firewright.expression.AddressRange;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Threads;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Tooltips;

/** The ranges of the list that is looked at, and the search in them. */
public final class ListRangesController {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

    private final ListsModel lists;
    private final RangesModel model;
    private final MapModel map;
    private final Threads threads;

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private Label count;

    @FXML
    private TextField search;

    @FXML
    private Label outcome;

    @FXML
    private Button previous;

    @FXML
    private Button next;

    @FXML
    private RangeTable table;

    @FXML
    private Label empty;

    @FXML
    private Label chosen;

    @FXML
    private Button copy;

    public ListRangesController(ListsModel lists, RangesModel model, MapModel map, Threads threads) {
        this.lists = lists;
        this.model = model;
        this.map = map;
        this.threads = threads;
    }

    @FXML
    private void initialize() {
        Tooltips.whole(title);
        table.show(model);
        table.setAccessibleText(Texts.text("lists.ranges"));
        search.textProperty().bindBidirectional(model.searchProperty());
        lists.chosenProperty().subscribe(this::show);
        model.foundProperty().subscribe(found -> {
            outcome.setText(model.foundText());
            boolean any = !model.foundText().isEmpty();
            outcome.getParent().setVisible(any);
            outcome.getParent().setManaged(any);
            previous.setVisible(found.count() > 1);
            next.setVisible(found.count() > 1);
        });
        model.selectionProperty().addListener((Observable observable) -> showSelection());
        showSelection();
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInSearch);
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                copy();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.M) {
                showOnMap();
                event.consume();
            }
        });
        root.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                    if (FIND.match(event) && root.getScene() != null && !root.isDisabled()) {
                        search.requestFocus();
                        search.selectAll();
                        event.consume();
                    }
                });
            }
        });
    }

    private void show(ListEntry list) {
        title.setText(list == null ? "" : "$" + list.name());
        boolean unread = list != null && list.list().isEmpty();
        count.setText(
                list == null || unread
                        ? ""
                        : Texts.count("lists.ranges", list.ranges().count()));
        boolean none = list == null || list.ranges().count() == 0;
        empty.setVisible(none);
        table.setVisible(!none);
        empty.setText(list == null || !none ? "" : unread ? list.problem() : Texts.text("lists.ranges.none"));
        empty.getStyleClass().setAll("label", "ranges-empty", unread ? "unread" : "muted");
        search.setDisable(none);
        chosen.setVisible(!none);
    }

    private void showSelection() {
        int rows = model.selectionProperty().get().count();
        chosen.setText(rows < 2 ? Texts.text("lists.ranges.keys") : Texts.text("lists.selected", Format.number(rows)));
        copy.setDisable(rows == 0);
    }

    @FXML
    private void previous() {
        model.previous();
    }

    @FXML
    private void next() {
        model.next();
    }

    @FXML
    private void copy() {
        RowSelection selection = model.selectionProperty().get();
        RangeRows rows = model.rowsProperty().get();
        threads.background().execute(() -> {
            String lines = RangesModel.lines(rows, selection);
            threads.fx().execute(() -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(lines);
                Clipboard.getSystemClipboard().setContent(content);
                chosen.setText(Texts.text("lists.copied", Format.number(selection.count())));
            });
        });
    }

    private void showOnMap() {
        int row = model.cursorProperty().get();
        if (row >= 0 && row < model.rowsProperty().get().ranges().v4Count()) {
            AddressRange range = model.rowsProperty().get().range(row);
            map.showBlock(range);
        }
    }

    private void keyInSearch(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> {
                if (event.isShiftDown()) {
                    model.previous();
                } else {
                    model.next();
                }
            }
            case DOWN -> {
                table.requestFocus();
                model.move(0, false);
            }
            case ESCAPE -> {
                if (model.searchProperty().get().isEmpty()) {
                    return;
                }
                model.searchProperty().set("");
            }
            default -> {
                return;
            }
        }
        event.consume();
    }
}
