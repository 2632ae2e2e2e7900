package org.firewright.ui.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.firewright.expression.Completion;
import org.firewright.expression.Explanation;
import org.firewright.expression.Vocabulary;
import org.firewright.policy.ProjectProblem;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;

/** Turns a text area into an editor of expressions: colours, errors, completion, and help where one points. */
final class ExpressionEditor {
    private static final Duration BEFORE_HELP = Duration.ofMillis(350);

    private final CodeArea area;
    private final Supplier<Vocabulary> vocabulary;
    private final CompletionPopup popup;
    private final Tooltip help = new Tooltip();
    private ExpressionCheck check = new ExpressionCheck(List.of());
    private boolean completing;

    ExpressionEditor(CodeArea area, Supplier<Vocabulary> vocabulary) {
        this.area = area;
        this.vocabulary = vocabulary;
        this.popup = new CompletionPopup(this::take);
        help.setWrapText(true);
        help.setMaxWidth(440);
        help.getStyleClass().add("word-help");
        area.setWrapText(true);
        area.setMouseOverTextDelay(BEFORE_HELP);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, this::showHelp);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> help.hide());
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        area.focusedProperty().addListener((observable, before, now) -> {
            if (!now) {
                popup.hide();
            }
        });
    }

    /** Checks and colours the text as it is now. */
    ExpressionCheck check(List<ProjectProblem> compiled) {
        check = ExpressionCheck.of(area.getText(), compiled);
        if (!area.getText().isEmpty()) {
            area.setStyleSpans(0, ExpressionStyles.expression(area.getText(), check.wrong()));
        }
        return check;
    }

    /** Another text comes from outside; the caret stays where it can, and undo goes no further back than to it. */
    void put(String text) {
        if (!area.getText().equals(text)) {
            int caret = Math.min(area.getCaretPosition(), text.length());
            area.replaceText(text);
            area.getUndoManager().forgetHistory(); // it would put one rule's text into another
            area.moveTo(caret);
            popup.hide();
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            propose(true);
            event.consume();
            completing = true; // the blank that follows is not text
        } else if (popup.isShowing() && popup.key(event.getCode())) {
            event.consume();
        } else if (event.getCode() == KeyCode.TAB) {
            // Out of the text, as everywhere in the window; blanks are typed.
            area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        } else if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            popup.hide();
        }
    }

    private void typed(KeyEvent event) {
        if (completing) {
            completing = false;
            return;
        }
        String typed = event.getCharacter();
        if (typed.isEmpty() || typed.charAt(0) < ' ' || event.isControlDown() || event.isAltDown()) {
            if (popup.isShowing()) {
                propose(false);
            }
            return;
        }
        propose(false);
    }

    /** Shows what could stand at the caret; only what a begun word can become unless it was asked for. */
    private void propose(boolean asked) {
        Completion completion = Completion.at(area.getText(), area.getCaretPosition(), vocabulary.get());
        String typed = area.getText(
                completion.replaced().offset(), Math.max(completion.replaced().offset(), area.getCaretPosition()));
        List<Completion.Proposal> likely = completion.proposals().stream()
                .filter(proposal -> asked || !proposal.text().equals(typed))
                .toList();
        Optional<Bounds> caret = area.getCaretBounds();
        boolean worth = asked || !typed.isBlank();
        if (worth && !likely.isEmpty() && caret.isPresent() && area.isFocused()) {
            popup.show(area.getScene().getRoot(), likely, caret.get());
        } else {
            popup.hide();
        }
    }

    private void take(Completion.Proposal proposal) {
        Completion completion = Completion.at(area.getText(), area.getCaretPosition(), vocabulary.get());
        int from = completion.replaced().offset();
        area.replaceText(
                from, Math.max(area.getCaretPosition(), completion.replaced().end()), proposal.text());
        area.moveTo(from + proposal.caret());
        area.requestFocus();
    }

    private void showHelp(MouseOverTextEvent event) {
        int at = event.getCharacterIndex();
        String words = check.at(at)
                .map(ExpressionCheck.Fault::text)
                .or(() -> Explanation.at(area.getText(), at, vocabulary.get())
                        .map(explanation -> explanation.title() + "\n" + explanation.text()))
                .orElse("");
        if (!words.isEmpty()) {
            help.setText(words);
            help.show(
                    area,
                    event.getScreenPosition().getX(),
                    event.getScreenPosition().getY() + 16);
        }
    }
}
