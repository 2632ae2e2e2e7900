package org.firewright.ui.lists;

import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.firewright.ui.lists.ListSheets.Sheet;

/** What all sheets over the Lists place have in common: each is there while it is the open one, and begins anew then. */
abstract class SheetController {
    private final ListSheets sheets;

    @FXML
    private VBox root;

    SheetController(ListSheets sheets) {
        this.sheets = sheets;
    }

    /** Lets this be the view of a sheet. */
    final void view(Sheet sheet, Runnable opened) {
        root.visibleProperty().bind(sheets.openProperty().isEqualTo(sheet));
        root.managedProperty().bind(root.visibleProperty());
        sheets.openProperty().subscribe(open -> {
            if (open == sheet) {
                opened.run();
            }
        });
    }

    /** The same for a sheet that is about the list that is looked at. */
    final void view(Sheet sheet, ListsModel lists, Consumer<ListEntry> opened) {
        view(sheet, () -> {
            ListEntry list = lists.chosenProperty().get();
            if (list != null) {
                opened.accept(list);
            }
        });
    }

    /** In which it lies. */
    final Window window() {
        return root.getScene().getWindow();
    }

    @FXML
    void close() {
        sheets.close();
    }
}
