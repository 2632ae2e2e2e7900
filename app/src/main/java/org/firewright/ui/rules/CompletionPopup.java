package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Skin;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow.AnchorLocation;
import org.firewright.expression.Completion;

/**
 * A list of what could be written, at the caret, within the window. The keyboard stays in the text. What is chosen and
 * means more than its line has room for is told in full beside the list.
 */
final class CompletionPopup {
    private static final int ROWS = 9;

    /** In heights of a row, which go with the size of text. */
    private static final double WIDTH = 20;

    /** Room that is left for what is told in full, in heights of a row. */
    private static final double DETAIL = 3;

    /** From the caret, and from the window's edges. */
    private static final double AWAY = 4;

    private final ProposalList list = new ProposalList("completion", ROWS);
    private final List<ProposalCell> cells = new ArrayList<>();
    private final Label detail = new Label();
    private final VBox box = new Box();
    private final PopupControl popup = new PopupControl();
    private final Consumer<Completion.Proposal> taken;

    CompletionPopup(Consumer<Completion.Proposal> taken) {
        this.taken = taken;
        list.setFocusTraversable(false);
        list.setCellFactory(view -> cell());
        list.setOnMouseClicked(event -> take());
        detail.getStyleClass().add("completion-detail");
        detail.setWrapText(true);
        detail.visibleProperty().bind(detail.textProperty().isNotEmpty());
        detail.managedProperty().bind(detail.visibleProperty());
        box.getStyleClass().add("completion");
        popup.setAutoHide(true);
        popup.setSkin(new BoxSkin());
    }

    private ProposalCell cell() {
        ProposalCell cell = new ProposalCell();
        cell.cut().subscribe(this::tell);
        cell.selectedProperty().subscribe(this::tell);
        cells.add(cell);
        return cell;
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    /**
     * Shows the proposals below the caret, or above it where the window ends before.
     *
     * @param window root of the window; the text itself would lend the box the looks of its words
     * @param caret on the screen
     */
    void show(Node window, List<Completion.Proposal> proposals, Bounds caret) {
        list.getItems().setAll(proposals);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        list.fit(proposals.size());
        if (!popup.isShowing()) {
            popup.show(window, caret.getMinX(), caret.getMaxY());
        }
        place(window, caret);
    }

    private void place(Node window, Bounds caret) {
        Bounds room = window.localToScreen(window.getLayoutBounds());
        double width = Math.min(WIDTH * list.getFixedCellSize(), room.getWidth() - 2 * AWAY);
        box.setPrefWidth(width);
        double height = list.prefHeight(width) + DETAIL * list.getFixedCellSize();
        boolean below = caret.getMaxY() + AWAY + height <= room.getMaxY() - AWAY;
        // The list stands at the caret and stays where it is when the words beside it come and go.
        box.getChildren().setAll(below ? List.of(list, detail) : List.of(detail, list));
        popup.setAnchorLocation(below ? AnchorLocation.CONTENT_TOP_LEFT : AnchorLocation.CONTENT_BOTTOM_LEFT);
        popup.setAnchorX(Math.clamp(caret.getMinX(), room.getMinX() + AWAY, room.getMaxX() - AWAY - width));
        popup.setAnchorY(below ? caret.getMaxY() + AWAY : caret.getMinY() - AWAY);
        popup.sizeToScene();
    }

    private void tell() {
        detail.setText(cells.stream()
                .filter(cell -> cell.isSelected() && cell.cut().get() && cell.getItem() != null)
                .map(cell -> ProposalCell.whole(cell.getItem()))
                .findFirst()
                .orElse(""));
        Platform.runLater(popup::sizeToScene); // that a text is cut is told amid the layout
    }

    void hide() {
        popup.hide();
    }

    /** Whether the key was meant for the list. */
    boolean key(KeyCode code) {
        switch (code) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER, TAB -> take();
            case ESCAPE -> hide();
            default -> {
                return false;
            }
        }
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS + 2));
        return true;
    }

    private void take() {
        Completion.Proposal chosen = list.getSelectionModel().getSelectedItem();
        hide();
        if (chosen != null) {
            taken.accept(chosen);
        }
    }

    /** As high as words are that go on in further lines at its width; a popup asks for the height without a width. */
    private final class Box extends VBox {
        private Box() {
            super(list, detail);
        }

        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(getPrefWidth());
        }
    }

    private final class BoxSkin implements Skin<PopupControl> {
        @Override
        public PopupControl getSkinnable() {
            return popup;
        }

        @Override
        public Node getNode() {
            return box;
        }

        @Override
        public void dispose() {
            list.getItems().clear();
        }
    }
}
