package org.firewright.ui.frame;

import java.util.Optional;
import javafx.beans.Observable;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Tasks;

/** What runs now, each with its step and a button that asks it to stop. */
final class TaskRows implements StatusBox.Rows {
    private final Tasks tasks;
    private final VBox rows = new VBox();

    TaskRows(Tasks tasks) {
        this.tasks = tasks;
        rows.getStyleClass().add("status-rows");
        tasks.running().addListener((Observable observable) -> show());
        show();
    }

    @Override
    public String title() {
        return Texts.text("tasks.title");
    }

    @Override
    public Region rows() {
        return rows;
    }

    @Override
    public Optional<Button> tool() {
        return Optional.empty();
    }

    private void show() {
        if (tasks.running().isEmpty()) {
            Label none = new Label(Texts.text("tasks.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            rows.getChildren().setAll(none);
            return;
        }
        rows.getChildren().setAll(tasks.running().stream().map(TaskRows::row).toList());
        rows.getChildren().getLast().getStyleClass().add("last");
    }

    private static HBox row(Tasks.Running running) {
        Label title = new Label(running.title());
        title.getStyleClass().add("row-title");
        Label step = new Label();
        step.getStyleClass().add("muted");
        step.textProperty().bind(running.stepProperty());
        step.managedProperty().bind(step.textProperty().isNotEmpty());
        ProgressBar bar = new ProgressBar(-1);
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox words = new VBox(4, title, step, bar);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button cancel = new Button(Texts.text("tasks.cancel"));
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setAccessibleText(Texts.text("tasks.cancel.what", running.title()));
        cancel.disableProperty().bind(running.cancelledProperty());
        cancel.setOnAction(event -> running.cancel());
        HBox row = new HBox(words, cancel);
        row.getStyleClass().add("status-row");
        return row;
    }
}
