package org.firewright.ui.parts;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.firewright.agent.api.Problem;
import org.firewright.ui.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A problem in its place: what happened, what to do, and a button that copies both. */
public final class ProblemBox extends HBox {
    private final Label sentence = new Label();
    private final Label remedy = new Label();
    private String all = "";

    public ProblemBox() {
        getStyleClass().add("problem-box");
        sentence.getStyleClass().add("sentence");
        sentence.setWrapText(true);
        remedy.getStyleClass().add("remedy");
        remedy.setWrapText(true);
        VBox words = new VBox(sentence, remedy);
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Button copy = new Button(null, new FontIcon("mdi2c-content-copy"));
        copy.getStyleClass().addAll("flat", "icon-button");
        copy.setAccessibleText(Texts.text("problem.copy"));
        copy.setOnAction(event -> copy());
        getChildren().addAll(new FontIcon("mdi2a-alert-circle-outline"), words, copy);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Shows a problem, or nothing for null. */
    public void show(Problem problem) {
        setVisible(problem != null);
        if (problem != null) {
            String where = problem.place().text();
            sentence.setText((where.isEmpty() ? "" : where + ": ") + problem.sentence());
            remedy.setText(problem.remedy());
            remedy.setVisible(!problem.remedy().isEmpty());
            remedy.setManaged(!problem.remedy().isEmpty());
            all = problem.text();
        }
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(all);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
