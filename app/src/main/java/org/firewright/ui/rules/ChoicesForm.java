package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.firewright.expression.Completion;
import org.firewright.expression.Vocabulary;
import org.firewright.ui.Texts;

/** Some of a known many: countries, protocols, states of connections. Those that are chosen stand first. */
final class ChoicesForm extends ChipForm {
    private static final int ROWS = 8;

    private final String when;
    private final Conditions.Place place;
    private final List<Completion.Proposal> all;
    private final Set<String> chosen;
    private final TextField filter = new TextField();
    private final ProposalList list = new ProposalList("choices", ROWS);
    private final Label summary = new Label();
    private ChipDraft draft;

    ChoicesForm(String when, Conditions.Place place, ChipDraft draft, Vocabulary vocabulary) {
        this.when = when;
        this.place = place;
        this.draft = draft;
        this.chosen = new LinkedHashSet<>(draft.items());
        List<String> first = List.copyOf(chosen);
        List<Completion.Proposal> sorted = new ArrayList<>(draft.proposals("", vocabulary));
        sorted.sort(Comparator.comparingInt(
                (Completion.Proposal each) -> first.contains(each.text()) ? first.indexOf(each.text()) : first.size()));
        this.all = sorted;
        filter.setId("choice-filter");
        filter.setPromptText(Texts.text("editor.chip.filter"));
        filter.textProperty().subscribe(this::filter);
        filter.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.fit(all.size()); // also while it is filtered: a box that changes its height is hard to point at
        list.setCellFactory(view -> new ChoiceCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        summary.getStyleClass().addAll("mono", "muted");
        summary.setWrapText(true);
        put(new ChipHead(() -> this.draft, this::changed), filter, list, summary);
        changed(draft);
    }

    @Override
    Optional<String> written() {
        return Conditions.replace(when, place, draft.parsed());
    }

    @Override
    Node first() {
        return filter;
    }

    private void changed(ChipDraft now) {
        String values = String.join(" ", chosen);
        boolean several = chosen.size() > 1 && !now.operator().many();
        ChipDraft.Operator many =
                new ChipDraft.Operator("in", now.operator().word().equals("!="));
        draft = (several ? now.with(many) : now).with(values);
        fault(chosen.isEmpty() ? Texts.text("editor.chip.none") : draft.fault().orElse(""));
        summary.setText(values);
    }

    private void toggle(String text) {
        if (!chosen.remove(text)) {
            chosen.add(text);
        }
        changed(draft);
        list.refresh();
    }

    private void filter(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        list.getItems()
                .setAll(all.stream()
                        .filter(each -> (each.text() + " " + each.meaning())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                        .toList());
        if (!wanted.isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private void key(KeyEvent event) {
        Completion.Proposal selected = list.getSelectionModel().getSelectedItem();
        boolean inFilter = event.getSource().equals(filter);
        if (event.getCode() == KeyCode.DOWN && inFilter) {
            list.getSelectionModel().selectNext();
            event.consume();
        } else if (event.getCode() == KeyCode.UP && inFilter) {
            list.getSelectionModel().selectPrevious();
            event.consume();
        } else if (selected != null
                && (event.getCode() == KeyCode.SPACE
                        || (event.getCode() == KeyCode.ENTER
                                && !filter.getText().isBlank()))) {
            toggle(selected.text());
            filter.clear();
            event.consume();
        }
    }

    private final class ChoiceCell extends ProposalCell {
        private final CheckBox box;

        ChoiceCell() {
            this(new CheckBox());
        }

        private ChoiceCell(CheckBox box) {
            super(box);
            this.box = box;
            box.setMouseTransparent(true);
            box.setFocusTraversable(false);
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    toggle(getItem().text());
                }
            });
        }

        @Override
        protected void updateItem(Completion.Proposal item, boolean empty) {
            super.updateItem(item, empty);
            box.setSelected(item != null && chosen.contains(item.text()));
        }
    }
}
