package org.firewright.ui.deploy;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** How far a target has come: a bar, and a few words beside it. */
final class ProgressCell extends TableCell<DeployRow, DeployState> {
    private final ProgressBar bar = new ProgressBar(0);
    private final Label words = new Label();
    private final Tooltip tooltip = new Tooltip();
    private final HBox row = new HBox(bar, words);

    ProgressCell() {
        bar.setMinWidth(140);
        bar.setPrefWidth(140);
        bar.setMaxHeight(6);
        row.setSpacing(10);
        row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(DeployState state, boolean empty) {
        super.updateItem(state, empty);
        if (empty || state == null || state.phase() == DeployState.Phase.IDLE) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        bar.setProgress(state.fraction());
        bar.getStyleClass().removeAll("done", "failed");
        words.getStyleClass().remove("result-failed");
        switch (state.phase()) {
            case DONE -> bar.getStyleClass().add("done");
            case FAILED -> {
                bar.getStyleClass().add("failed");
                words.getStyleClass().add("result-failed");
            }
            case RUNNING, IDLE -> {}
        }
        words.setText(state.step());
        tooltip.setText(state.step());
        setTooltip(tooltip);
        setGraphic(row);
    }
}
