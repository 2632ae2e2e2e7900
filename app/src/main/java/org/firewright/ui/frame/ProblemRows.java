package org.firewright.ui.frame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.model.ProblemsModel;
import org.kordamp.ikonli.javafx.FontIcon;

/** Everything that is wrong right now, with a button that copies it all. */
final class ProblemRows implements StatusBox.Rows {
    private final ProblemsModel problems;
    private final VBox rows = new VBox();

    ProblemRows(ProblemsModel problems) {
        this.problems = problems;
        rows.getStyleClass().add("status-rows");
        problems.problems().addListener((Observable observable) -> show());
        show();
    }

    @Override
    public String title() {
        return Texts.text("problems.title");
    }

    @Override
    public Region rows() {
        return rows;
    }

    @Override
    public Optional<Button> tool() {
        Button copy = new Button(Texts.text("problems.copy"), new FontIcon("mdi2c-content-copy"));
        copy.visibleProperty().bind(Bindings.isNotEmpty(problems.problems()));
        copy.setOnAction(event -> Clipboard.getSystemClipboard()
                .setContent(Map.of(DataFormat.PLAIN_TEXT, String.join("\n", problems.problems()))));
        return Optional.of(copy);
    }

    private void show() {
        List<String> now = problems.problems();
        if (now.isEmpty()) {
            Label none = new Label(Texts.text("problems.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            rows.getChildren().setAll(none);
            return;
        }
        rows.getChildren().setAll(now.stream().map(ProblemRows::row).toList());
        rows.getChildren().getLast().getStyleClass().add("last");
    }

    private static HBox row(String problem) {
        Label words = new Label(problem);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox row = new HBox(new FontIcon("mdi2a-alert-outline"), words);
        row.getStyleClass().add("status-row");
        return row;
    }
}
