package org.firewright.ui.lists;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Columns;
import org.firewright.ui.parts.Format;

/** The Lists place: the table of lists, what can be done with them, and the sheets that lie over it. */
public final class ListsController {
    private static final int MOST_ROWS = 7;
    private static final double ROW_HEIGHT = 36;
    private static final double HEAD_HEIGHT = 40;

    private final ListsModel lists;
    private final ListSheets sheets;
    private final ImportModel imports;
    private final ExportModel exports;

    @FXML
    private StackPane root;

    @FXML
    private VBox place;

    @FXML
    private Label subtitle;

    @FXML
    private Button contains;

    @FXML
    private Button refresh;

    @FXML
    private MenuButton more;

    @FXML
    private TableView<ListEntry> table;

    @FXML
    private TableColumn<ListEntry, ListEntry> name;

    @FXML
    private TableColumn<ListEntry, String> source;

    @FXML
    private TableColumn<ListEntry, String> entries;

    @FXML
    private TableColumn<ListEntry, String> ranges;

    @FXML
    private TableColumn<ListEntry, String> v4;

    @FXML
    private TableColumn<ListEntry, String> v6;

    @FXML
    private TableColumn<ListEntry, ListEntry> fresh;

    @FXML
    private TableColumn<ListEntry, String> used;

    @FXML
    private TableColumn<ListEntry, ListEntry> memoryTable;

    @FXML
    private TableColumn<ListEntry, ListEntry> memoryTrie;

    @FXML
    private TableColumn<ListEntry, ListEntry> memorySets;

    @FXML
    private VBox none;

    @FXML
    private VBox some;

    @FXML
    private StackPane dropShade;

    @FXML
    private Label dropWords;

    @FXML
    private StackPane shade;

    @FXML
    private Node importSheet;

    @FXML
    private Node containsSheet;

    @FXML
    private Node renameSheet;

    @FXML
    private Node removeSheet;

    @FXML
    private Node exportSheet;

    @FXML
    private Node badLinesSheet;

    public ListsController(ListsModel lists, ListSheets sheets, ImportModel imports, ExportModel exports) {
        this.lists = lists;
        this.sheets = sheets;
        this.imports = imports;
        this.exports = exports;
    }

    @FXML
    private void initialize() {
        columns();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(lists.entries());
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            // What the table selects because it was told to is no choice of the person.
            if (chosen != null && !chosen.equals(lists.chosenProperty().get())) {
                lists.choose(chosen);
            }
        });
        lists.chosenProperty().subscribe(this::choose);
        lists.entries().addListener((ListChangeListener<ListEntry>) change -> show());
        show();
        for (Node needsList : List.of(refresh, more, contains)) {
            needsList.disableProperty().bind(lists.chosenProperty().isNull());
        }
        sheets.openProperty().subscribe(this::showSheet);
        // Before the table takes F2 for editing a cell.
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.addEventHandler(DragEvent.DRAG_OVER, this::dragOver);
        root.addEventHandler(DragEvent.DRAG_EXITED, event -> dropShade.setVisible(false));
        root.addEventHandler(DragEvent.DRAG_DROPPED, this::drop);
    }

    private void columns() {
        Columns.scale(table, subtitle.fontProperty());
        Cells.words(source, ListEntry::source);
        Cells.words(used, list -> ListWords.use(list.use()));
        figure(entries, list -> Format.number(list.entries()));
        figure(ranges, list -> Format.number(list.ranges().count()));
        figure(v4, list -> Format.number(list.ranges().v4Count()));
        figure(v6, list -> Format.number(list.ranges().v6Count()));
        ListCells.name(name);
        ListCells.freshness(fresh, Instant::now);
        ListCells.memory(memoryTable, list -> Format.bytes(list.forecast().table()), Representation.TABLE);
        ListCells.memory(memoryTrie, list -> Format.bytes(list.forecast().trie()), Representation.TRIE);
        ListCells.memory(memorySets, ListWords::sets, Representation.SETS);
    }

    /** A number; a dash where the list could not be read or has none. */
    private static void figure(TableColumn<ListEntry, String> column, Function<ListEntry, String> value) {
        Cells.figures(column, list -> {
            String text = list.list().isEmpty() ? "0" : value.apply(list);
            return text.equals("0") ? Format.NONE : text;
        });
    }

    private void show() {
        long all = lists.entries().stream()
                .mapToLong(list -> list.ranges().count())
                .sum();
        subtitle.setText(
                lists.entries().isEmpty()
                        ? ""
                        : Texts.count("lists.subtitle", lists.entries().size(), all));
        boolean any = !lists.entries().isEmpty();
        some.setVisible(any);
        some.setManaged(any);
        none.setVisible(!any);
        none.setManaged(!any);
        double height =
                HEAD_HEIGHT + ROW_HEIGHT * Math.min(MOST_ROWS, lists.entries().size());
        table.setPrefHeight(height);
        table.setMinHeight(Math.min(height, HEAD_HEIGHT + ROW_HEIGHT * 2));
        choose(lists.chosenProperty().get());
    }

    private void choose(ListEntry entry) {
        if (entry != null && !entry.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(entry);
        }
    }

    @FXML
    private void add() {
        imports.begin("");
        sheets.open(Sheet.IMPORT);
    }

    @FXML
    private void whichContain() {
        sheets.open(Sheet.CONTAINS);
    }

    @FXML
    private void refresh() {
        chosen().ifPresent(list -> {
            imports.begin(list.name());
            sheets.open(Sheet.IMPORT);
            imports.refresh();
        });
    }

    @FXML
    private void replace() {
        chosen().ifPresent(list -> {
            imports.begin(list.name());
            sheets.open(Sheet.IMPORT);
        });
    }

    @FXML
    private void rename() {
        chosen().ifPresent(list -> sheets.open(Sheet.RENAME));
    }

    @FXML
    private void remove() {
        chosen().ifPresent(list -> sheets.open(Sheet.REMOVE));
    }

    @FXML
    private void export() {
        chosen().ifPresent(list -> {
            exports.begin(list);
            sheets.open(Sheet.EXPORT);
        });
    }

    private Optional<ListEntry> chosen() {
        return Optional.ofNullable(lists.chosenProperty().get());
    }

    private void showSheet(Sheet open) {
        importSheet.setVisible(open == Sheet.IMPORT);
        containsSheet.setVisible(open == Sheet.CONTAINS);
        renameSheet.setVisible(open == Sheet.RENAME);
        removeSheet.setVisible(open == Sheet.REMOVE);
        exportSheet.setVisible(open == Sheet.EXPORT);
        badLinesSheet.setVisible(open == Sheet.BAD_LINES);
        boolean any = open != Sheet.NONE;
        boolean closes = !any && shade.isVisible();
        shade.setVisible(any);
        place.setDisable(any);
        if (closes) {
            table.requestFocus();
        }
    }

    private void key(KeyEvent event) {
        if (shade.isVisible()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                imports.cancel();
                exports.cancel();
                sheets.close();
                event.consume();
            }
            return;
        }
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.isShortcutDown()) {
            switch (event.getCode()) {
                case N -> add();
                case E -> export();
                case G -> whichContain();
                case V -> {
                    if (typing) {
                        return;
                    }
                    paste();
                }
                default -> {
                    return;
                }
            }
            event.consume();
        } else if (event.getCode() == KeyCode.F5) {
            refresh();
            event.consume();
        } else if (!typing && event.getCode() == KeyCode.F2) {
            rename();
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE && table.isFocused()) {
            remove();
            event.consume();
        }
    }

    private void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text != null && !text.isBlank()) {
            imports.begin("");
            sheets.open(Sheet.IMPORT);
            imports.take(new ImportSource.OfText(text));
        }
    }

    private void dragOver(DragEvent event) {
        if (dropped(event.getDragboard()).isEmpty()) {
            return;
        }
        event.acceptTransferModes(TransferMode.COPY);
        dropWords.setText(under(event)
                .map(list -> Texts.text("lists.drop.replace", list.name()))
                .orElse(Texts.text("lists.drop.add")));
        dropShade.setVisible(true);
        event.consume();
    }

    private void drop(DragEvent event) {
        dropShade.setVisible(false);
        Optional<ImportSource> source = dropped(event.getDragboard());
        source.ifPresent(content -> {
            if (!shade.isVisible()) {
                imports.begin(under(event).map(ListEntry::name).orElse(""));
                sheets.open(Sheet.IMPORT);
            }
            imports.take(content);
        });
        event.setDropCompleted(source.isPresent());
        event.consume();
    }

    /** What a drag from outside brings; nothing for drags of our own, which are about rules and lists. */
    private static Optional<ImportSource> dropped(Dragboard board) {
        if (board.hasFiles()) {
            Path file = board.getFiles().getFirst().toPath();
            return Optional.of(new ImportSource.OfFile(file));
        }
        if (board.hasUrl() && board.getUrl().matches("https?://\\S+")) {
            return Optional.of(new ImportSource.OfUrl(URI.create(board.getUrl())));
        }
        return board.hasString() && board.getContentTypes().size() <= 1
                ? Optional.of(new ImportSource.OfText(board.getString()))
                : Optional.empty();
    }

    /** The list in whose row the pointer is. */
    private Optional<ListEntry> under(DragEvent event) {
        Node node = event.getPickResult().getIntersectedNode();
        while (node != null && !(node instanceof TableRow<?>)) {
            node = node.getParent();
        }
        return node instanceof TableRow<?> row && row.getItem() instanceof ListEntry list
                ? Optional.of(list)
                : Optional.empty();
    }
}
