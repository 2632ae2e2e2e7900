package org.firewright.ui.lists;

import java.util.function.Consumer;
import javafx.scene.Node;
import org.firewright.ui.lists.ListSheets.Sheet;

/** What all sheets over the Lists place have in common: each is there while it is the open one, and begins anew then. */
final class SheetView {
    private SheetView() {}

    /** Lets a node be the view of a sheet. */
    static void show(Node root, ListSheets sheets, Sheet sheet, Runnable opened) {
        root.visibleProperty().bind(sheets.openProperty().isEqualTo(sheet));
        root.managedProperty().bind(root.visibleProperty());
        sheets.openProperty().subscribe(open -> {
            if (open == sheet) {
                opened.run();
            }
        });
    }

    /** The same for a sheet that is about the list that is looked at. */
    static void show(Node root, ListSheets sheets, Sheet sheet, ListsModel lists, Consumer<ListEntry> opened) {
        show(root, sheets, sheet, () -> {
            ListEntry list = lists.chosenProperty().get();
            if (list != null) {
                opened.accept(list);
            }
        });
    }
}
