package org.firewright.ui.lists;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.BadLine;
import org.firewright.iplist.ListDifference;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Tooltips;

/** New content of a list: where it comes from, how much it is, what comes and goes, and what was not understood. */
public final class ListPreviewController {
    private final ImportModel model;
    private final RangesModel came = new RangesModel();
    private final RangesModel went = new RangesModel();

    @FXML
    private Node root;

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

    public ListPreviewController(ImportModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        cameTable.show(came);
        wentTable.show(went);
        cameTable.setAccessibleText(Texts.text("lists.import.came"));
        wentTable.setAccessibleText(Texts.text("lists.import.went"));
        Tooltips.whole(source);
        ListBadLinesController.columns(badLines, badLine, badText, badReason, badTitle);
        for (Node optional : new Node[] {root, wentBox, badBox}) {
            optional.managedProperty().bind(optional.visibleProperty());
        }
        model.previewProperty().subscribe(this::show);
    }

    private void show(ImportPreview now) {
        root.setVisible(now != null);
        if (now == null) {
            came.show("", RangeRows.EMPTY);
            went.show("", RangeRows.EMPTY);
            return;
        }
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
        badTitle.setText(Texts.count("lists.badlines", list.badCount()));
        badLines.getItems().setAll(list.badLines());
    }

    private void showChange(ImportPreview now) {
        AddressRanges added =
                now.difference().map(ListDifference::added).orElse(now.list().ranges());
        AddressRanges lost = now.difference().map(ListDifference::removed).orElse(AddressRanges.EMPTY);
        came.show(now.source().text(), new RangeRows(added));
        went.show(now.source().text(), new RangeRows(lost));
        cameTitle.setText(
                now.difference().isEmpty()
                        ? Texts.text("lists.import.content")
                        : "+ " + Texts.count("lists.import.camecount", added.count()));
        cameTitle.getStyleClass().remove("came");
        if (now.difference().isPresent()) {
            cameTitle.getStyleClass().add("came");
        }
        wentBox.setVisible(now.difference().isPresent());
        wentTitle.setText("− " + Texts.count("lists.import.wentcount", lost.count()));
    }
}
