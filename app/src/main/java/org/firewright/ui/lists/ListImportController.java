package org.firewright.ui.lists;

import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.BadLine;
import org.firewright.iplist.ListDifference;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.ProblemBox;

/** The sheet that shows a list's new content before it is used. */
public final class ListImportController {
    private final ListsModel lists;
    private final ImportModel model;
    private final ListSheets sheets;
    private final FileChoice files;
    private final RangesModel came = new RangesModel();
    private final RangesModel went = new RangesModel();

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private TextField name;

    @FXML
    private Label nameWords;

    @FXML
    private TextField from;

    @FXML
    private TextArea text;

    @FXML
    private Button read;

    @FXML
    private Node working;

    @FXML
    private ProgressBar progress;

    @FXML
    private Label step;

    @FXML
    private ProblemBox problem;

    @FXML
    private Node sources;

    @FXML
    private Node preview;

    @FXML
    private Label source;

    @FXML
    private Label entries;

    @FXML
    private Label ranges;

    @FXML
    private Label families;

    @FXML
    private Label cameTitle;

    @FXML
    private RangeTable cameTable;

    @FXML
    private Node wentBox;

    @FXML
    private Label wentTitle;

    @FXML
    private RangeTable wentTable;

    @FXML
    private Node badBox;

    @FXML
    private Label badTitle;

    @FXML
    private TableView<BadLine> badLines;

    @FXML
    private TableColumn<BadLine, String> badLine;

    @FXML
    private TableColumn<BadLine, String> badText;

    @FXML
    private TableColumn<BadLine, String> badReason;

    @FXML
    private Button again;

    @FXML
    private Button use;

    public ListImportController(ListsModel lists, ImportModel model, ListSheets sheets, FileChoice files) {
        this.lists = lists;
        this.model = model;
        this.sheets = sheets;
        this.files = files;
    }

    @FXML
    private void initialize() {
        root.managedProperty().bind(root.visibleProperty());
        cameTable.show(came);
        wentTable.show(went);
        cameTable.setAccessibleText(Texts.text("lists.import.came"));
        wentTable.setAccessibleText(Texts.text("lists.import.went"));
        ListBadLinesController.columns(badLines, badLine, badText, badReason);
        name.textProperty().bindBidirectional(model.nameProperty());
        model.nameProperty().subscribe(now -> showName());
        model.busyProperty().subscribe(this::showBusy);
        step.textProperty().bind(model.stepProperty());
        model.problemProperty().subscribe(problem::show);
        model.previewProperty().subscribe(this::show);
        text.addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.isShortcutDown()
                    && event.getCode() == KeyCode.V
                    && !text.getText().isBlank()) {
                read();
            }
        });
        sheets.openProperty().subscribe(open -> {
            if (open == Sheet.IMPORT) {
                from.clear();
                text.clear();
                Platform.runLater(() -> (model.previewProperty().get() == null ? from : use).requestFocus());
            }
        });
    }

    @FXML
    private void choose() {
        files.toRead(root.getScene().getWindow()).ifPresent(file -> {
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
    private void stop() {
        model.cancel();
    }

    @FXML
    private void again() {
        model.begin(model.existing().map(ListEntry::name).orElse(""));
        from.requestFocus();
    }

    @FXML
    private void use() {
        String list = model.nameProperty().get();
        model.use(() -> {
            lists.chooseNamed(list);
            sheets.close();
        });
    }

    @FXML
    private void cancel() {
        model.cancel();
        sheets.close();
    }

    private void showBusy(boolean busy) {
        working.setVisible(busy);
        working.setManaged(busy);
        progress.setProgress(busy ? ProgressBar.INDETERMINATE_PROGRESS : 0);
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
        preview.setVisible(now != null);
        preview.setManaged(now != null);
        sources.setVisible(now == null);
        sources.setManaged(now == null);
        again.setVisible(now != null);
        again.setManaged(now != null);
        if (now != null) {
            AddressList list = now.list();
            source.setText(now.source().text());
            entries.setText(Texts.count("lists.import.entries", list.entries()));
            ranges.setText(Texts.count("lists.ranges", list.ranges().count()));
            families.setText(Texts.text(
                    "lists.import.families",
                    Format.number(list.ranges().v4Count()),
                    Format.number(list.ranges().v6Count())));
            showChange(now);
            badBox.setVisible(list.badCount() > 0);
            badBox.setManaged(list.badCount() > 0);
            badTitle.setText(Texts.count("lists.badlines", list.badCount()));
            badLines.getItems().setAll(list.badLines());
            Platform.runLater((model.nameFault().isEmpty() ? use : name)::requestFocus);
        }
        showName();
    }

    private void showChange(ImportPreview now) {
        AddressRanges all = now.list().ranges();
        AddressRanges added = now.difference().map(ListDifference::added).orElse(all);
        AddressRanges lost = now.difference().map(ListDifference::removed).orElse(AddressRanges.EMPTY);
        came.show(now.source().text(), new RangeRows(added));
        went.show(now.source().text(), new RangeRows(lost));
        cameTitle.setText(
                now.difference().isEmpty()
                        ? Texts.text("lists.import.content")
                        : "+ " + Texts.count("lists.import.camecount", added.count()));
        wentBox.setVisible(now.difference().isPresent());
        wentBox.setManaged(now.difference().isPresent());
        wentTitle.setText("− " + Texts.count("lists.import.wentcount", lost.count()));
    }
}
