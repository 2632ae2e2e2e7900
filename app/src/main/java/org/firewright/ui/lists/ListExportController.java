package org.firewright.ui.lists;

import java.nio.file.Path;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Keyboard;
import org.firewright.ui.parts.Toggles;

/** The sheet that writes a list to a file. */
public final class ListExportController extends WorkingSheetController {
    private final ListsModel lists;
    private final ExportModel model;
    private final FileChoice files;

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
    private Label outcome;

    @FXML
    private Button write;

    public ListExportController(ListsModel lists, ExportModel model, ListSheets sheets, FileChoice files) {
        super(sheets, model);
        this.lists = lists;
        this.model = model;
        this.files = files;
    }

    @FXML
    private void initialize() {
        text.setUserData(ListExport.TEXT);
        csv.setUserData(ListExport.CSV);
        nft.setUserData(ListExport.NFT);
        json.setUserData(ListExport.JSON);
        Toggles.keepOne(formats);
        formats.selectedToggleProperty().addListener((observable, before, now) -> {
            if (now != null) {
                model.formatProperty().set((ListExport) now.getUserData());
            }
        });
        file.textProperty().bindBidirectional(model.fileProperty());
        followWork();
        outcome.textProperty().bind(model.outcomeProperty());
        write.disableProperty()
                .bind(model.busyProperty().or(model.fileProperty().isEmpty()));
        outcome.managedProperty().bind(outcome.textProperty().isNotEmpty());
        view(Sheet.EXPORT, lists, list -> {
            title.setText(Texts.text("lists.export.title", list.name()));
            Keyboard.give(file);
        });
    }

    @FXML
    private void choose() {
        files.toWrite(window(), Path.of(model.fileProperty().get()))
                .ifPresent(chosen -> model.fileProperty().set(chosen.toString()));
    }

    @FXML
    private void write() {
        model.write();
    }
}
