package org.firewright.ui.rules;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import org.firewright.expression.Expressions;
import org.firewright.ui.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a rule matches: chips where its text has that form, else the text. */
final class MatchCell extends RuleCells.RuleCell {
    private static final double PADDING = 24;

    private final RulesModel model;
    private final ChipFlow chips = new ChipFlow(this::chip);
    private final Label text = new Label();
    private final Rectangle inside = new Rectangle();
    private final Tooltip whole = new Tooltip();
    private Label limit;

    MatchCell(RulesModel model) {
        this.model = model;
        text.getStyleClass().addAll("mono", "when-text");
        text.setWrapText(true);
        inside.widthProperty().bind(widthProperty().subtract(PADDING / 2));
        inside.heightProperty().bind(chips.heightProperty());
        followSize();
    }

    /** In rows that are all equally high, chips stand in one line, which ends where the column does; a tooltip tells the rest. */
    @Override
    void sized(boolean oneLine, double width) {
        chips.setMinWidth(oneLine ? USE_PREF_SIZE : USE_COMPUTED_SIZE);
        chips.setClip(oneLine ? inside : null);
        chips.wrapAt(oneLine ? Double.MAX_VALUE : width - PADDING);
        text.setWrapText(!oneLine);
        setTooltip(oneLine ? whole : null);
    }

    private ChipNode chip() {
        ChipNode chip = new ChipNode();
        chip.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> clicked(chip, event));
        Drags.from(
                chip,
                () -> Optional.ofNullable(getItem())
                        .flatMap(row -> Conditions.at(row.rule().when(), chip.place())
                                .map(condition -> new Carried.Condition(
                                        model.policyProperty().get().name(),
                                        row.index(),
                                        chip.place().block(),
                                        chip.place().alternative(),
                                        Expressions.print(condition)))));
        return chip;
    }

    private void clicked(ChipNode chip, MouseEvent event) {
        if (getItem() != null && event.isStillSincePress()) {
            RulesModel.ChipCursor here = new RulesModel.ChipCursor(getItem().index(), chip.place());
            model.cursor(here);
            if (event.getButton() == MouseButton.PRIMARY) {
                model.editedProperty().set(here);
            }
        }
    }

    @Override
    void show(RuleRow row) {
        Optional<List<List<Chip>>> blocks = row.chips();
        String when = row.rule().when().strip();
        whole.setText(when);
        if (blocks.isPresent()) {
            chips.show(blocks.get());
            chips.last(row.rule().limit().isPresent() ? limit(row) : null);
            cursor(model.cursorProperty().get());
        } else {
            text.setText(row.rule()
                    .limit()
                    .map(of -> when + "  · " + LimitDraft.words(of))
                    .orElse(when));
        }
        shown(blocks.isPresent() ? chips : text);
    }

    /** Shows whether the keyboard is at one of these chips. */
    void cursor(RulesModel.ChipCursor cursor) {
        boolean here = cursor != null && getItem() != null && getItem().index() == cursor.row();
        chips.chips().forEach(chip -> chip.cursor(here && chip.place().equals(cursor.place())));
    }

    /** Stands behind the chips, as it is one more thing that has to hold. */
    private Node limit(RuleRow row) {
        if (limit == null) {
            limit = new Label();
            limit.getStyleClass().add("limit-tag");
            limit.setGraphic(new FontIcon("mdi2s-speedometer"));
            limit.setOnMouseClicked(event -> {
                if (getItem() != null && event.isStillSincePress() && event.getButton() == MouseButton.PRIMARY) {
                    model.limitedProperty().set(getItem());
                }
            });
        }
        limit.setText(LimitDraft.words(row.rule().limit().orElseThrow()));
        limit.setAccessibleText(Texts.text("limit.name", limit.getText()));
        return limit;
    }
}
