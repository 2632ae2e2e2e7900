package org.firewright.ui.rules;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.firewright.ui.Texts;

/** What a rule matches: chips where it is a conjunction, else its text. */
final class MatchCell extends RuleCells.RuleCell {
    private static final double PADDING = 24;

    private final FlowPane chips = new FlowPane();
    private final Label text = new Label();
    private String shown;

    MatchCell() {
        chips.getStyleClass().add("chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        text.getStyleClass().addAll("mono", "when-text");
        text.setWrapText(true);
        tableColumnProperty().subscribe(column -> {
            if (column != null) {
                chips.prefWrapLengthProperty().bind(column.widthProperty().subtract(PADDING));
            }
        });
    }

    @Override
    void show(RuleRow row) {
        String when = row.rule().when();
        if (!when.equals(shown)) {
            shown = when;
            fill(when);
        }
        boolean hasChips = !chips.getChildren().isEmpty();
        chips.setOpacity(row.rule().enabled() ? 1 : 0.55);
        setGraphic(hasChips ? chips : text);
    }

    private void fill(String when) {
        chips.getChildren().clear();
        Optional<List<Chip>> all = Chip.of(when);
        text.setText(when);
        if (all.isEmpty()) {
            return;
        }
        List<Chip> list = all.get();
        if (list.isEmpty()) {
            Label every = new Label(Texts.text("chip.every"));
            every.getStyleClass().add("muted");
            chips.getChildren().add(every);
        }
        for (int i = 0; i < list.size(); i++) {
            HBox part = new HBox(chip(list.get(i)));
            part.setAlignment(Pos.CENTER_LEFT);
            part.setSpacing(8);
            if (i < list.size() - 1) {
                Label and = new Label(Texts.text("chip.and"));
                and.getStyleClass().add("and");
                part.getChildren().add(and);
            }
            chips.getChildren().add(part);
        }
    }

    private static HBox chip(Chip chip) {
        HBox box = new HBox();
        box.getStyleClass().add("chip");
        if (chip.list()) {
            box.getStyleClass().add("ebpf");
            Region dot = new Region();
            dot.getStyleClass().add("violet");
            box.getChildren().add(dot);
        }
        box.getChildren().add(new Label(chip.subject()));
        if (!chip.operator().isEmpty()) {
            Label operator = new Label(chip.operator());
            operator.getStyleClass().add("operator");
            box.getChildren().add(operator);
        }
        if (!chip.value().isEmpty()) {
            Label value = new Label(chip.value());
            value.getStyleClass().add("mono");
            box.getChildren().add(value);
        }
        return box;
    }
}
