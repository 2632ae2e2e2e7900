package org.firewright.ui.lists;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Keyboard;

/** The sheet that takes a list out of the project, after it has told where the list is used. */
public final class ListRemoveController extends SheetController {
    private final ListsModel lists;
    private final ListChanges changes;

    @FXML
    private Label title;

    @FXML
    private Label words;

    @FXML
    private Label rules;

    @FXML
    private Button remove;

    @FXML
    private Button keep;

    public ListRemoveController(ListsModel lists, ListChanges changes, ListSheets sheets) {
        super(sheets);
        this.lists = lists;
        this.changes = changes;
    }

    @FXML
    private void initialize() {
        view(Sheet.REMOVE, lists, list -> {
            int rulesThatNeedIt = list.use().rules().size();
            boolean used = rulesThatNeedIt > 0;
            title.setText(Texts.text("lists.remove.title", list.name()));
            words.setText((used ? Texts.count("lists.remove.used", rulesThatNeedIt) + " " : "")
                    + Texts.text("lists.remove.words", list.source()));
            rules.setText(ListChanges.usedBy(list.use()));
            remove.setText(Texts.text(used ? "lists.remove.anyway" : "lists.remove.button"));
            // Where rules would break, Enter must not be what does it.
            Keyboard.give(used ? keep : remove);
        });
    }

    @FXML
    private void remove() {
        ListEntry list = lists.chosenProperty().get();
        if (list != null) {
            changes.remove(list);
        }
        close();
    }
}
