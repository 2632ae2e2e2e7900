package org.firewright.ui.frame;

import java.util.Optional;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/** The question that lies over the window while somebody waits for its answer. */
public final class QuestionController {
    private final QuestionsModel questions;

    @FXML
    private StackPane shade;

    @FXML
    private Label title;

    @FXML
    private Label words;

    @FXML
    private TextField fact;

    @FXML
    private TextField answer;

    @FXML
    private TextField secret;

    @FXML
    private Button yes;

    @FXML
    private Button no;

    public QuestionController(QuestionsModel questions) {
        this.questions = questions;
    }

    @FXML
    private void initialize() {
        questions.currentProperty().subscribe(this::show);
    }

    @FXML
    private void accept() {
        QuestionsModel.Question asked = questions.currentProperty().get();
        if (asked != null) {
            questions.answer(Optional.of(
                    switch (asked.kind()) {
                        case YES_OR_NO -> "";
                        case TEXT -> answer.getText();
                        case SECRET -> secret.getText();
                    }));
        }
    }

    @FXML
    private void decline() {
        questions.answer(Optional.empty());
    }

    private void show(QuestionsModel.Question question) {
        shade.setVisible(question != null);
        answer.clear();
        secret.clear();
        if (question == null) {
            return;
        }
        title.setText(question.title());
        words.setText(question.words());
        fact.setText(question.fact());
        yes.setText(question.yes());
        visible(fact, !question.fact().isEmpty());
        visible(answer, question.kind() == QuestionsModel.Kind.TEXT);
        visible(secret, question.kind() == QuestionsModel.Kind.SECRET);
        Node first = switch (question.kind()) {
            // Trusting must not be what a stray Enter does.
            case YES_OR_NO -> no;
            case TEXT -> answer;
            case SECRET -> secret;
        };
        Platform.runLater(first::requestFocus);
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
