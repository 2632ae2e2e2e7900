package org.firewright.ui.rules;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Skin;
import javafx.scene.input.KeyCode;
import org.firewright.expression.Completion;

/** A list of what could be written, below the caret. The keyboard stays in the text. */
final class CompletionPopup {
    private static final double ROW = 26;
    private static final int ROWS = 9;
    private static final double WIDTH = 460;

    private final ListView<Completion.Proposal> list = new ListView<>();
    private final PopupControl popup = new PopupControl();
    private final Consumer<Completion.Proposal> taken;

    CompletionPopup(Consumer<Completion.Proposal> taken) {
        this.taken = taken;
        list.setId("completion");
        list.getStyleClass().add("completion");
        list.setFixedCellSize(ROW);
        list.setPrefWidth(WIDTH);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new ProposalCell());
        list.setOnMouseClicked(event -> take());
        popup.setAutoHide(true);
        popup.setSkin(new ListSkin());
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    void show(Node owner, List<Completion.Proposal> proposals, double screenX, double screenY) {
        list.getItems().setAll(proposals);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        list.setPrefHeight(Math.min(ROWS, proposals.size()) * ROW + 4);
        if (popup.isShowing()) {
            popup.setAnchorX(screenX);
            popup.setAnchorY(screenY);
            popup.sizeToScene();
        } else {
            popup.show(owner, screenX, screenY);
        }
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

    private final class ListSkin implements Skin<PopupControl> {
        @Override
        public PopupControl getSkinnable() {
            return popup;
        }

        @Override
        public Node getNode() {
            return list;
        }

        @Override
        public void dispose() {
            list.getItems().clear();
        }
    }
}
