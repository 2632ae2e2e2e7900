package org.firewright.ui.rules;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.firewright.expression.Completion;
import org.firewright.expression.ValueType;
import org.firewright.expression.Vocabulary;
import org.firewright.ui.Texts;

/** Values that are typed, checked while they are, with what is likely below: addresses, lists, ports, numbers, text. */
final class ValuesForm extends ChipForm {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int ROWS = 6;

    private final String when;
    private final Conditions.Place place;
    private final Vocabulary vocabulary;
    private final TextField value = new TextField();
    private final ProposalList proposals = new ProposalList("chip-proposals", ROWS);
    private ChipDraft draft;

    ValuesForm(String when, Conditions.Place place, ChipDraft draft, Vocabulary vocabulary) {
        this.when = when;
        this.place = place;
        this.draft = draft;
        this.vocabulary = vocabulary;
        value.setId("chip-value");
        value.getStyleClass().add("mono");
        value.setText(draft.value());
        value.setPromptText(
                Texts.text(draft.type() == ValueType.ADDRESS ? "editor.chip.address" : "editor.chip.value"));
        value.textProperty().addListener((observable, before, now) -> changed(this.draft.with(now)));
        value.caretPositionProperty().addListener(observable -> propose());
        value.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        proposals.setFocusTraversable(false);
        proposals.setOnMouseClicked(event -> take(proposals.getSelectionModel().getSelectedItem()));
        proposals.managedProperty().bind(proposals.visibleProperty());
        put(new ChipHead(() -> this.draft, this::changed), value, proposals);
        changed(draft);
    }

    @Override
    Optional<String> written() {
        return Conditions.replace(when, place, draft.parsed());
    }

    @Override
    Node first() {
        return value;
    }

    private void changed(ChipDraft now) {
        draft = now;
        fault(now.fault().orElse(""));
        value.pseudoClassStateChanged(WRONG, isWrong());
        propose();
    }

    private boolean isWrong() {
        return !faultProperty().get().isEmpty();
    }

    private String word() {
        String before = value.getText(0, Math.min(value.getCaretPosition(), value.getLength()));
        return value.getSelection().getLength() > 0 || (!draft.operator().many() && draft.type() == ValueType.TEXT)
                ? ""
                : before.substring(Math.max(before.lastIndexOf(' '), before.lastIndexOf(',')) + 1);
    }

    private void propose() {
        var likely = draft.proposals(word(), vocabulary).stream()
                .filter(proposal -> !draft.items().contains(proposal.text()))
                .toList();
        if (!likely.equals(proposals.getItems())) {
            proposals.getItems().setAll(likely);
        }
        proposals.setVisible(!likely.isEmpty());
        proposals.fit(likely.size());
    }

    private void key(KeyEvent event) {
        var selection = proposals.getSelectionModel();
        switch (event.getCode()) {
            case DOWN -> {
                // A list that has never been touched would go on from its first line, which it holds for focused.
                if (selection.isEmpty()) {
                    selection.selectFirst();
                } else {
                    selection.selectNext();
                }
            }
            case UP -> selection.selectPrevious();
            case ENTER, TAB -> {
                Completion.Proposal wanted = wanted();
                if (wanted == null || !proposals.isVisible()) {
                    return;
                }
                take(wanted);
            }
            default -> {
                return;
            }
        }
        if (selection.getSelectedIndex() >= 0 && event.getCode() != KeyCode.ENTER) {
            proposals.scrollTo(selection.getSelectedIndex());
        }
        event.consume();
    }

    /** What is chosen; where nothing is and the word is none yet, such as {@code htt} for a port, the likeliest. */
    private Completion.Proposal wanted() {
        Completion.Proposal selected = proposals.getSelectionModel().getSelectedItem();
        boolean unfinished = isWrong() && !word().isEmpty();
        return selected == null && unfinished && !proposals.getItems().isEmpty()
                ? proposals.getItems().getFirst()
                : selected;
    }

    /** A list stands alone, other values stand beside each other where several can. */
    private void take(Completion.Proposal proposal) {
        if (proposal == null) {
            return;
        }
        boolean alone = !draft.operator().many()
                || proposal.kind() == Completion.Kind.LIST
                || draft.value().startsWith("$")
                || value.getSelection().getLength() == value.getLength();
        int caret = value.getCaretPosition();
        if (alone) {
            value.setText(proposal.text());
        } else {
            String word = word();
            value.replaceText(caret - word.length(), caret, proposal.text());
        }
        value.end();
        value.requestFocus();
        value.deselect();
        proposals.getSelectionModel().clearSelection();
        propose();
    }
}
