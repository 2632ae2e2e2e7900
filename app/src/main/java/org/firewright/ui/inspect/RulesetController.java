package org.firewright.ui.inspect;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.RulesetListing;
import org.firewright.ui.Texts;
import org.firewright.ui.inspect.RulesetTree.Row;
import org.firewright.ui.parts.NftStyles;
import org.firewright.ui.parts.NftView;
import org.firewright.ui.parts.Toggles;
import org.fxmisc.richtext.CodeArea;

/** A namespace's whole ruleset, live: as highlighted text, or as a tree with counters. */
public final class RulesetController {
    private static final PseudoClass OURS = PseudoClass.getPseudoClass("ours");
    private static final PseudoClass MORE = PseudoClass.getPseudoClass("more");

    private final RulesetModel model;
    private final NftView view = new NftView();
    private final CodeArea area = view.area();
    private List<String> shown = List.of();

    @FXML
    private Label title;

    @FXML
    private ToggleButton asText;

    @FXML
    private ToggleButton asTree;

    @FXML
    private StackPane holder;

    @FXML
    private TreeTableView<Row> tree;

    @FXML
    private TreeTableColumn<Row, String> treeText;

    @FXML
    private TreeTableColumn<Row, String> treePackets;

    @FXML
    private TreeTableColumn<Row, String> treeBytes;

    public RulesetController(RulesetModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        area.setId("ruleset");
        holder.getChildren().addFirst(view);
        ToggleGroup one = new ToggleGroup();
        one.getToggles().setAll(asText, asTree);
        Toggles.keepOne(one);
        view.visibleProperty().bind(asText.selectedProperty());
        tree.visibleProperty().bind(asTree.selectedProperty());
        TreeItem<Row> root = new TreeItem<>();
        root.setExpanded(true);
        tree.setRoot(root);
        tree.setShowRoot(false);
        tree.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        treeText.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue().text()));
        treeText.setCellFactory(column -> new Words());
        figures(treePackets, true);
        figures(treeBytes, false);
        tree.setOnKeyPressed(event -> {
            TreeItem<Row> item = tree.getSelectionModel().getSelectedItem();
            if ((event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) && item != null) {
                more(item.getValue());
            }
        });
        model.listingProperty().subscribe(now -> show());
        model.pagesProperty().subscribe(now -> show());
        model.problemProperty().subscribe(now -> show());
    }

    private void more(Row row) {
        if (row != null && row.more() != null) {
            model.more(row.more());
        }
    }

    private static void figures(TreeTableColumn<Row, String> column, boolean packets) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                packets
                        ? row.getValue().getValue().packets()
                        : row.getValue().getValue().bytes()));
    }

    private void show() {
        RulesetListing listing = model.listingProperty().get();
        Problem problem = model.problemProperty().get();
        title.setText(
                problem != null
                        ? problem.text()
                        : listing == null ? "" : Texts.text("inspect.text", listing.namespace()));
        if (listing == null) {
            shown = List.of();
            area.clear();
            tree.getRoot().getChildren().clear();
            return;
        }
        text(listing);
        RulesetTree.show(
                tree.getRoot(), RulesetTree.of(listing, model.pagesProperty().get()));
    }

    /** Changes only the lines that are others now, so that nothing moves under the reader's eyes. */
    private void text(RulesetListing listing) {
        List<String> lines = listing.tables().isEmpty()
                ? List.of(Texts.text("inspect.text.none", listing.namespace()))
                : listing.text().lines().toList();
        if (lines.size() != shown.size()) {
            view.show(String.join("\n", lines));
        } else {
            for (int i = 0; i < lines.size(); i++) {
                if (!Objects.equals(lines.get(i), shown.get(i))) {
                    area.replaceText(i, 0, i, area.getParagraphLength(i), lines.get(i));
                    area.setStyleSpans(i, 0, NftStyles.of(lines.get(i)));
                }
            }
        }
        shown = lines;
    }

    /** Our own table's lines look otherwise than those of others, and so do those that offer more. */
    private final class Words extends TreeTableCell<Row, String> {
        Words() {
            getStyleClass().addAll("mono", "ruleset-line");
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY && getTableRow() != null) {
                    more(getTableRow().getItem());
                }
            });
        }

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            TreeItem<Row> item = getTableRow() == null ? null : getTableRow().getTreeItem();
            pseudoClassStateChanged(
                    MORE,
                    !empty
                            && item != null
                            && item.getValue() != null
                            && item.getValue().more() != null);
            pseudoClassStateChanged(
                    OURS,
                    !empty
                            && item != null
                            && item.getValue() != null
                            && item.getValue().ours());
        }
    }
}
