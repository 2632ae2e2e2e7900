package org.firewright.ui.lists;

import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Keyboard;

/** The sheet that shows a list's new content before it is used. */
public final class ListImportController extends WorkingSheetController {
    private final ListsModel lists;
    private final ImportModel model;
    private final FileChoice files;

    @FXML
    private Label title;

    @FXML
    private TextField name;

    @FXML
    private Label nameWords;

    @FXML
    private TextField from;

    @FXML
    private PasteArea text;

    @FXML
    private Button read;

    @FXML
    private Label step;

    @FXML
    private Node sources;

    @FXML
    private Button again;

    @FXML
    private Label waiting;

    @FXML
    private Button skip;

    @FXML
    private Button use;

    public ListImportController(ListsModel lists, ImportModel model, ListSheets sheets, FileChoice files) {
        super(sheets, model);
        this.lists = lists;
        this.model = model;
        this.files = files;
    }

    @FXML
    private void initialize() {
        name.textProperty().bindBidirectional(model.nameProperty());
        model.nameProperty().subscribe(now -> showName());
        model.busyProperty().subscribe(this::showBusy);
        step.textProperty().bind(model.stepProperty());
        model.previewProperty().subscribe(this::show);
        followWork();
        skip.managedProperty().bind(skip.visibleProperty());
        model.waiting().addListener((Observable observable) -> showWaiting());
        showWaiting();
        text.setPasted(content -> model.take(new ImportSource.OfText(content)));
        view(Sheet.IMPORT, () -> {
            from.clear();
            text.clear();
            Keyboard.give(model.previewProperty().get() == null ? from : use);
        });
    }

    @FXML
    private void choose() {
        files.toRead(window()).ifPresent(file -> {
            from.setText(file.toString());
            read();
        });
    }

    @FXML
    private void read() {
        if (!from.getText().isBlank()) {
            model.takePlace(from.getText());
        } else if (!text.getText().isBlank()) {
            model.take(new ImportSource.OfText(text.getText()));
        }
    }

    @FXML
    private void again() {
        model.another(model.existing().map(ListEntry::name).orElse(""));
        from.requestFocus();
    }

    @FXML
    private void use() {
        String list = model.nameProperty().get();
        model.use(() -> {
            lists.chooseNamed(list);
            goOn();
        });
    }

    @FXML
    private void goOn() {
        if (!model.takeNext()) {
            close();
        }
    }

    private void showWaiting() {
        int count = model.waiting().size();
        waiting.setText(
                count == 0
                        ? ""
                        : Texts.count(
                                "lists.import.waiting",
                                count,
                                model.waiting().getFirst().text()));
        skip.setVisible(count > 0);
    }

    private void showBusy(boolean busy) {
        read.setDisable(busy);
        showName();
    }

    private void showName() {
        String fault = model.nameProperty().get().isEmpty() ? "" : model.nameFault();
        boolean replaces = model.existing().isPresent();
        title.setText(
                replaces
                        ? Texts.text(
                                "lists.import.title.replace",
                                model.nameProperty().get())
                        : Texts.text("lists.import.title.add"));
        nameWords.setText(
                fault.isEmpty() ? Texts.text(replaces ? "lists.import.replaces" : "lists.import.new") : fault);
        nameWords.getStyleClass().setAll("label", fault.isEmpty() ? "muted" : "invalid");
        use.setText(Texts.text(replaces ? "lists.import.use.replace" : "lists.import.use.add"));
        use.setDisable(model.previewProperty().get() == null
                || model.busyProperty().get()
                || !model.nameFault().isEmpty());
    }

    private void show(ImportPreview now) {
        sources.setVisible(now == null);
        sources.setManaged(now == null);
        again.setVisible(now != null);
        again.setManaged(now != null);
        showName();
        if (now != null) {
            Keyboard.give(model.nameFault().isEmpty() ? use : name);
        }
    }
}
