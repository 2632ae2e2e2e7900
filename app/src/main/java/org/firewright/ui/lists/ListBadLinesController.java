package org.firewright.ui.lists;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.firewright.iplist.BadLine;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Columns;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Keyboard;

/** The sheet with the lines of a list that were not understood. */
public final class ListBadLinesController extends SheetController {
    private final ListsModel lists;

    @FXML
    private Label title;

    @FXML
    private TableView<BadLine> badLines;

    @FXML
    private TableColumn<BadLine, String> badLine;

    @FXML
    private TableColumn<BadLine, String> badText;

    @FXML
    private TableColumn<BadLine, String> badReason;

    @FXML
    private Button close;

    public ListBadLinesController(ListsModel lists, ListSheets sheets) {
        super(sheets);
        this.lists = lists;
    }

    @FXML
    private void initialize() {
        columns(badLines, badLine, badText, badReason, close);
        view(Sheet.BAD_LINES, lists, list -> {
            list.list().ifPresent(read -> {
                title.setText("$" + list.name() + ": "
                        + Texts.count("lists.badlines", read.read().badCount()));
                badLines.getItems().setAll(read.read().badLines());
            });
            Keyboard.give(close);
        });
    }

    /**
     * Lets a table show bad lines.
     *
     * @param plain something with plain text beside it
     */
    static void columns(
            TableView<BadLine> table,
            TableColumn<BadLine, String> line,
            TableColumn<BadLine, String> text,
            TableColumn<BadLine, String> reason,
            Labeled plain) {
        Columns.scale(table, plain.fontProperty());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Cells.figures(line, bad -> Format.number(bad.number()));
        Cells.live(text, bad -> new ReadOnlyStringWrapper(bad.text()));
        Cells.live(reason, bad -> new ReadOnlyStringWrapper(bad.reason()));
    }
}
