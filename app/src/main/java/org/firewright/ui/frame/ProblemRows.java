package org.firewright.ui.frame;

import java.util.Map;
import javafx.beans.Observable;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.model.ProblemsModel;

/** Everything that is wrong right now, with a button that copies it all. */
final class ProblemRows extends VBox {
    private final ProblemsModel problems;

    ProblemRows(ProblemsModel problems) {
        this.problems = problems;
        getStyleClass().add("status-rows");
        problems.problems().addListener((Observable observable) -> show());
        show();
    }

    private void show() {
        getChildren().clear();
        for (String problem : problems.problems()) {
            Label label = new Label(problem);
            label.setWrapText(true);
            label.getStyleClass().add("status-row");
            getChildren().add(label);
        }
        if (getChildren().isEmpty()) {
            getChildren().add(new Label(Texts.text("status.problems.none")));
            return;
        }
        Button copy = new Button(Texts.text("problems.copy"));
        copy.setOnAction(event -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, String.join("\n", problems.problems()))));
        getChildren().add(copy);
    }
}
