package org.firewright.ui.lists;

import java.nio.file.Path;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Keyboard;
import org.firewright.ui.parts.ProblemBox;

/** The sheet that writes a list to a file. */
public final class ListExportController {
    private final ListsModel lists;
    private final ExportModel model;
    private final ListSheets sheets;
    private final FileChoice files;

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private ToggleGroup formats;

    @FXML
    private ToggleButton text;

    @FXML
    private ToggleButton csv;

    @FXML
    private ToggleButton nft;

    @FXML
    private ToggleButton json;

    @FXML
    private TextField file;

    @FXML
    private Node working;

    @FXML
    private ProgressBar progress;

    @FXML
    private Label outcome;

    @FXML
    private ProblemBox problem;

    @FXML
    private Button write;

    public ListExportController(ListsModel lists, ExportModel model, ListSheets sheets, FileChoice files) {
        this.lists = lists;
        this.model = model;
        this.sheets = sheets;
        this.files = files;
    }

    @FXML
    private void initialize() {
        text.setUserData(ListExport.TEXT);
        csv.setUserData(ListExport.CSV);
        nft.setUserData(ListExport.NFT);
        json.setUserData(ListExport.JSON);
        formats.selectedToggleProperty().addListener((observable, before, now) -> {
            if (now == null) {
                before.setSelected(true); // one is always chosen
            } else {
                model.formatProperty().set((ListExport) now.getUserData());
            }
        });
        file.textProperty().bindBidirectional(model.fileProperty());
        progress.progressProperty().bind(model.progressProperty());
        working.visibleProperty().bind(model.busyProperty());
        working.managedProperty().bind(model.busyProperty());
        outcome.textProperty().bind(model.outcomeProperty());
        write.disableProperty()
                .bind(model.busyProperty().or(model.fileProperty().isEmpty()));
        model.problemProperty().subscribe(problem::show);
        outcome.managedProperty().bind(outcome.textProperty().isNotEmpty());
        SheetView.show(root, sheets, Sheet.EXPORT, lists, list -> {
            title.setText(Texts.text("lists.export.title", list.name()));
            Keyboard.give(file);
        });
    }

    @FXML
    private void choose() {
        files.toWrite(root.getScene().getWindow(), Path.of(model.fileProperty().get()))
                .ifPresent(chosen -> model.fileProperty().set(chosen.toString()));
    }

    @FXML
    private void write() {
        model.write();
    }

    @FXML
    private void stop() {
        model.cancel();
    }

    @FXML
    private void close() {
        model.cancel();
        sheets.close();
    }
}
