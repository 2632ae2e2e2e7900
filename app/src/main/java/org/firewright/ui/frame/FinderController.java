package org.firewright.ui.frame;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Overlay;
import org.kordamp.ikonli.javafx.FontIcon;

/** The palette: one field, and below it what it finds. */
public final class FinderController {
    private final FinderModel model;
    private final Navigation navigation;

    @FXML
    private TextField query;

    @FXML
    private ListView<Find> finds;

    FinderController(FinderModel model, Navigation navigation) {
        this.model = model;
        this.navigation = navigation;
    }

    @FXML
    private void initialize() {
        finds.setCellFactory(list -> new Cell());
        finds.setFixedCellSize(38);
        query.textProperty().subscribe(this::search);
        navigation.overlayProperty().subscribe(overlay -> {
            if (overlay == Overlay.FINDER) {
                query.clear();
                search("");
                query.requestFocus();
            }
        });
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        finds.setOnMouseClicked(event -> go());
    }

    @FXML
    private void go() {
        Find chosen = finds.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            navigation.overlayProperty().set(Overlay.NONE);
            chosen.go().run();
        }
    }

    private void search(String text) {
        finds.getItems().setAll(model.search(text));
        finds.getSelectionModel().selectFirst();
        finds.scrollTo(0);
    }

    /** The arrows move in the list while the field keeps the focus. */
    private void steer(KeyEvent event) {
        int by = switch (event.getCode()) {
            case DOWN -> 1;
            case UP -> -1;
            case PAGE_DOWN -> 8;
            case PAGE_UP -> -8;
            default -> 0;
        };
        if (by != 0 && !finds.getItems().isEmpty()) {
            int to = Math.clamp(
                    finds.getSelectionModel().getSelectedIndex() + (long) by,
                    0,
                    finds.getItems().size() - 1);
            finds.getSelectionModel().select(to);
            finds.scrollTo(Math.max(0, to - 5));
            event.consume();
        }
    }

    private static final class Cell extends ListCell<Find> {
        private final FontIcon icon = new FontIcon();
        private final Label title = new Label();
        private final Label detail = new Label();
        private final HBox row = new HBox(icon, title, spacer(), detail);

        Cell() {
            row.getStyleClass().add("cell-row");
            detail.getStyleClass().add("figure");
            detail.setMinWidth(0);
            title.setMinWidth(Region.USE_PREF_SIZE);
            setPrefWidth(0); // the row is cut, not scrolled
        }

        private static Region spacer() {
            Region spacer = new Region();
            HBox.setHgrow(spacer, Priority.ALWAYS);
            return spacer;
        }

        @Override
        protected void updateItem(Find find, boolean empty) {
            super.updateItem(find, empty);
            if (empty || find == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            icon.setIconLiteral(find.kind().icon());
            title.setText(find.title());
            detail.setText(
                    find.kind() == Find.Kind.DEED && !find.detail().isEmpty()
                            ? KeyCombination.valueOf(find.detail()).getDisplayText()
                            : find.detail());
            setAccessibleText(find.title() + ", " + detail.getText());
            setGraphic(row);
        }
    }
}
