package org.firewright.ui.frame;

import javafx.beans.Observable;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Tasks;

/** What runs now, each with its step and a button that asks it to stop. */
final class TaskRows extends VBox {
    private final Tasks tasks;

    TaskRows(Tasks tasks) {
        this.tasks = tasks;
        getStyleClass().add("status-rows");
        tasks.running().addListener((Observable observable) -> show());
        show();
    }

    private void show() {
        getChildren().setAll(tasks.running().stream().map(TaskRows::row).toList());
        if (getChildren().isEmpty()) {
            getChildren().add(new Label(Texts.text("status.tasks.none")));
        }
    }

    private static BorderPane row(Tasks.Running running) {
        Label title = new Label(running.title());
        title.getStyleClass().add("row-title");
        Label step = new Label();
        step.getStyleClass().add("muted");
        step.textProperty().bind(running.stepProperty());
        ProgressBar bar = new ProgressBar(-1);
        bar.setMaxWidth(Double.MAX_VALUE);
        Button cancel = new Button(Texts.text("tasks.cancel"));
        cancel.setAccessibleText(Texts.text("tasks.cancel.what", running.title()));
        cancel.disableProperty().bind(running.cancelledProperty());
        cancel.setOnAction(event -> running.cancel());
        BorderPane row = new BorderPane(new VBox(4, title, step, bar));
        row.setRight(cancel);
        row.getStyleClass().add("status-row");
        return row;
    }
}
