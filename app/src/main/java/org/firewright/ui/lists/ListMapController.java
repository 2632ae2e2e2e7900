package org.firewright.ui.lists;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.firewright.expression.AddressRange;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Tooltips;

/** The map of the IPv4 addresses of the list that is looked at. */
public final class ListMapController {
    private final ListsModel lists;
    private final RangesModel ranges;
    private final MapModel model;

    @FXML
    private StackPane holder;

    @FXML
    private Label title;

    @FXML
    private Button nearer;

    @FXML
    private Button farther;

    @FXML
    private Button whole;

    @FXML
    private HilbertMap map;

    @FXML
    private Label empty;

    @FXML
    private Label words;

    public ListMapController(ListsModel lists, RangesModel ranges, MapModel model) {
        this.lists = lists;
        this.ranges = ranges;
        this.model = model;
    }

    @FXML
    private void initialize() {
        holder.maxHeightProperty().bind(holder.widthProperty()); // the map is a square, and its words stand below it
        Tooltips.whole(title);
        map.show(model, this::searchForCell);
        words.textProperty().bind(model.wordsProperty());
        model.windowProperty().subscribe(window -> showButtons());
        lists.chosenProperty().subscribe(list -> {
            title.setText(list == null ? "" : Texts.text("lists.map.title", list.name()));
            boolean none = list == null || list.ranges().v4Count() == 0;
            empty.setVisible(none);
            empty.setText(Texts.text(list != null && list.list().isEmpty() ? "lists.map.unread" : "lists.map.none"));
            map.setVisible(!none);
            words.setVisible(!none);
            showButtons();
        });
    }

    private void showButtons() {
        MapWindow window = model.windowProperty().get();
        nearer.setDisable(!map.isVisible() || window.zoom() == MapWindow.MAX_ZOOM);
        farther.setDisable(!map.isVisible() || window.zoom() == 0);
        whole.setDisable(!map.isVisible() || window.equals(MapWindow.WHOLE));
    }

    @FXML
    private void nearer() {
        model.zoom(1, model.cellProperty().get());
    }

    @FXML
    private void farther() {
        model.zoom(-1, model.cellProperty().get());
    }

    @FXML
    private void whole() {
        model.look(MapWindow.WHOLE);
    }

    private void searchForCell() {
        AddressRange cell = model.pointed();
        if (cell != null) {
            ranges.searchFor(cell);
        }
    }
}
