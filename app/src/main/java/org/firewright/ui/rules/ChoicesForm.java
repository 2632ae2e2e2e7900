package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.firewright.expression.Completion;
import org.firewright.expression.Parsed;
import org.firewright.expression.Vocabulary;
import org.firewright.ui.Texts;

/** Some of a known many: countries, protocols, states of connections. Those that are chosen stand first. */
final class ChoicesForm implements ChipForm {
    private static final double ROW = 28;
    private static final int ROWS = 8;

    private final String when;
    private final Conditions.Place place;
    private final List<Completion.Proposal> all;
    private final Set<String> chosen;
    private final TextField filter = new TextField();
    private final ListView<Completion.Proposal> list = new ListView<>();
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper(this, "fault", "");
    private final Label summary = new Label();
    private final VBox box;
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
        list.setId("choices");
        list.setFixedCellSize(ROW);
        list.setPrefHeight(Math.min(ROWS, all.size()) * ROW + 2);
        list.setCellFactory(view -> new ChoiceCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        summary.getStyleClass().addAll("mono", "muted");
        summary.setWrapText(true);
        box = new VBox(new ChipHead(() -> this.draft, this::changed), filter, list, summary);
        box.getStyleClass().add("chip-form");
        changed(draft);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public ReadOnlyStringProperty faultProperty() {
        return fault.getReadOnlyProperty();
    }

    @Override
    public Optional<String> when() {
        return draft.parsed() instanceof Parsed.Valid(var condition)
                        && fault.get().isEmpty()
                ? Optional.of(Conditions.replace(when, place, condition))
                : Optional.empty();
    }

    @Override
    public Node first() {
        return filter;
    }

    private void changed(ChipDraft now) {
        String values = String.join(" ", chosen);
        boolean several = chosen.size() > 1 && !now.operator().many();
        ChipDraft.Operator many =
                new ChipDraft.Operator("in", now.operator().word().equals("!="));
        draft = (several ? now.with(many) : now).with(values);
        fault.set(
                chosen.isEmpty()
                        ? Texts.text("editor.chip.none")
                        : draft.fault().orElse(""));
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

    private final class ChoiceCell extends ListCell<Completion.Proposal> {
        private final CheckBox box = new CheckBox();
        private final Label text = new Label();
        private final Label meaning = new Label();
        private final HBox row = new HBox(box, text, meaning);

        ChoiceCell() {
            getStyleClass().add("proposal");
            row.getStyleClass().add("cell-row");
            text.getStyleClass().add("mono");
            meaning.getStyleClass().add("meaning");
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
            if (item == null || empty) {
                setGraphic(null);
            } else {
                box.setSelected(chosen.contains(item.text()));
                text.setText(item.text());
                meaning.setText(item.meaning());
                setGraphic(row);
            }
        }
    }
}
