package org.firewright.ui.lists;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Keyboard;

/** The sheet that gives a list another name. */
public final class ListRenameController extends SheetController {
    private final ListsModel lists;
    private final ListChanges changes;

    @FXML
    private Label title;

    @FXML
    private TextField name;

    @FXML
    private Label fault;

    @FXML
    private Label words;

    @FXML
    private Label rules;

    @FXML
    private Button rename;

    public ListRenameController(ListsModel lists, ListChanges changes, ListSheets sheets) {
        super(sheets);
        this.lists = lists;
        this.changes = changes;
    }

    @FXML
    private void initialize() {
        name.textProperty().subscribe(text -> check());
        fault.managedProperty().bind(fault.textProperty().isNotEmpty());
        view(Sheet.RENAME, lists, list -> {
            title.setText(Texts.text("lists.rename.title", list.name()));
            name.setText(list.name());
            words.setText(Texts.count("lists.rename.words", list.use().rules().size()));
            rules.setText(ListChanges.usedBy(list.use()));
            Keyboard.give(name);
        });
    }

    @FXML
    private void rename() {
        ListEntry list = lists.chosenProperty().get();
        String wanted = name.getText();
        if (list != null && changes.renameFault(list, wanted).isEmpty()) {
            changes.rename(list, wanted);
            lists.chooseNamed(wanted);
            close();
        }
    }

    private void check() {
        ListEntry list = lists.chosenProperty().get();
        String now = list == null ? "" : changes.renameFault(list, name.getText());
        fault.setText(now);
        rename.setDisable(!now.isEmpty());
    }
}
