package org.firewright.ui.lists;

import java.time.Instant;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Columns;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Keyboard;

/** The table of lists. */
public final class ListTableController {
    private static final int MOST_ROWS = 7;
    private static final double ROW_HEIGHT = 36;
    private static final double HEAD_HEIGHT = 40;
    private static final double BAR_HEIGHT = 16;
    private static final double WRITTEN_FOR = 13;

    private final ListsModel lists;
    private final ListSheets sheets;

    /** Without words; its font is that of plain text. */
    @FXML
    private Label measure;

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

    public ListTableController(ListsModel lists, ListSheets sheets) {
        this.lists = lists;
        this.sheets = sheets;
    }

    @FXML
    private void initialize() {
        Columns.scale(table, measure.fontProperty());
        measure.fontProperty().subscribe(font -> resize());
        columns();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.widthProperty().subscribe(width -> resize());
        table.setItems(lists.entries());
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            // What the table selects because it was told to is no choice of the person.
            if (chosen != null && !chosen.equals(lists.chosenProperty().get())) {
                lists.choose(chosen);
            }
        });
        lists.chosenProperty().subscribe(this::choose);
        lists.entries().addListener((ListChangeListener<ListEntry>) change -> {
            resize();
            choose(lists.chosenProperty().get());
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE && lists.chosenProperty().get() != null) {
                sheets.open(Sheet.REMOVE);
                event.consume();
            }
        });
    }

    /** Gives the table the keyboard. */
    void takeKeyboard() {
        Keyboard.give(table);
    }

    private void columns() {
        ListCells.name(name);
        Cells.live(source, list -> new ReadOnlyStringWrapper(list.source()));
        figure(entries, list -> Format.number(list.entries()));
        figure(ranges, list -> Format.number(list.ranges().count()));
        figure(v4, list -> Format.number(list.ranges().v4Count()));
        figure(v6, list -> Format.number(list.ranges().v6Count()));
        ListCells.freshness(fresh, Instant::now);
        Cells.live(used, list -> new ReadOnlyStringWrapper(ListWords.use(list.use())));
        ListCells.memory(memoryTable, list -> Format.bytes(list.forecast().table()), Representation.TABLE);
        ListCells.memory(memoryTrie, list -> Format.bytes(list.forecast().trie()), Representation.TRIE);
        ListCells.memory(memorySets, ListWords::sets, Representation.SETS);
        ListCells.head(entries, Texts.text("lists.entries.words"));
        ListCells.head(ranges, Texts.text("lists.rangecount.words"));
        ListCells.head(memoryTable, Texts.text("lists.memory.table.words"));
        ListCells.head(memoryTrie, Texts.text("lists.memory.trie.words"));
        ListCells.head(memorySets, Texts.text("lists.memory.sets.words"));
    }

    /** A number; a dash where the list could not be read or has none. */
    private static void figure(TableColumn<ListEntry, String> column, Function<ListEntry, String> value) {
        Cells.figures(column, list -> {
            String text = list.list().isEmpty() ? "0" : value.apply(list);
            return text.equals("0") ? Format.NONE : text;
        });
    }

    /** As high as its rows, so that what lies below begins where the lists end; many lists scroll. */
    private void resize() {
        double by = measure.getFont().getSize() / WRITTEN_FOR;
        double row = ROW_HEIGHT * by;
        double least = table.getColumns().stream()
                .mapToDouble(TableColumn::getMinWidth)
                .sum();
        boolean scrolls = table.getWidth() > 0 && table.getWidth() < least;
        if (scrolls != TableView.UNCONSTRAINED_RESIZE_POLICY.equals(table.getColumnResizePolicy())) {
            table.setColumnResizePolicy(
                    scrolls
                            ? TableView.UNCONSTRAINED_RESIZE_POLICY
                            : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        }
        int rows = Math.min(MOST_ROWS, lists.entries().size());
        double height = HEAD_HEIGHT * by + row * rows + (scrolls ? BAR_HEIGHT : 0);
        table.setFixedCellSize(row);
        table.setPrefHeight(height);
        // Where there is no room for its columns there is none for a few rows either: the whole place scrolls.
        table.setMinHeight(scrolls ? height : Math.min(height, HEAD_HEIGHT * by + row * 2));
    }

    private void choose(ListEntry entry) {
        if (entry != null && !entry.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(entry);
        }
    }
}
