package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.firewright.expression.Expressions;
import org.firewright.policy.PolicyRule;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.StyleClasses;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a rule matches: chips where its text has that form, else the text. */
final class MatchCell extends RuleCells.RuleCell {
    private static final double PADDING = 24;

    private final RulesModel model;
    private final FlowPane chips = new FlowPane();
    private final Label text = new Label();
    private final Label every = new Label(Texts.text("chip.every"));
    private final Label limit = new Label();
    private final Rectangle inside = new Rectangle();
    private final Tooltip whole = new Tooltip();
    private final List<Part> parts = new ArrayList<>();

    MatchCell(RulesModel model) {
        this.model = model;
        chips.getStyleClass().add("chips");
        chips.setAlignment(Pos.CENTER_LEFT);
        text.getStyleClass().addAll("mono", "when-text");
        text.setWrapText(true);
        limit.getStyleClass().add("limit-tag");
        limit.setGraphic(new FontIcon("mdi2s-speedometer"));
        limit.setOnMouseClicked(event -> {
            if (getItem() != null && event.isStillSincePress() && event.getButton() == MouseButton.PRIMARY) {
                model.limitedProperty().set(getItem());
            }
        });
        every.getStyleClass().add("muted");
        every.managedProperty().bind(every.visibleProperty());
        chips.getChildren().add(every);
        inside.widthProperty().bind(widthProperty().subtract(PADDING / 2));
        inside.heightProperty().bind(chips.heightProperty());
        tableColumnProperty().subscribe(column -> {
            if (column != null) {
                chips.prefWrapLengthProperty().bind(column.widthProperty().subtract(PADDING));
            }
        });
        tableViewProperty()
                .flatMap(TableView::fixedCellSizeProperty)
                .subscribe(size -> oneLine(size != null && size.doubleValue() > 0));
    }

    /** In rows that are all equally high, chips stand in one line, which ends where the column does; a tooltip tells the rest. */
    private void oneLine(boolean one) {
        if (one) {
            chips.prefWrapLengthProperty().unbind();
            chips.setPrefWrapLength(Short.MAX_VALUE);
            chips.setMinWidth(Region.USE_PREF_SIZE);
            chips.setClip(inside);
            text.setWrapText(false);
            setTooltip(whole);
        } else {
            chips.setMinWidth(Region.USE_COMPUTED_SIZE);
            chips.setClip(null);
            text.setWrapText(true);
            setTooltip(null);
            if (getTableColumn() != null) {
                chips.prefWrapLengthProperty()
                        .bind(getTableColumn().widthProperty().subtract(PADDING));
            }
        }
    }

    @Override
    void show(RuleRow row) {
        PolicyRule rule = row.rule();
        Optional<List<List<Chip>>> blocks = Chip.of(rule.when());
        text.setText(rule.when().strip());
        whole.setText(rule.when().strip());
        blocks.ifPresent(this::fill);
        showLimit(row);
        cursor(model.cursorProperty().get());
        shown(blocks.isPresent() ? chips : text);
    }

    /** Shows whether the keyboard is at one of these chips. */
    void cursor(RulesModel.ChipCursor cursor) {
        boolean here = cursor != null && getItem() != null && getItem().index() == cursor.row();
        parts.forEach(part -> part.chip.cursor(here && part.chip.place().equals(cursor.place())));
    }

    /** Stands behind the chips, as it is one more thing that has to hold. */
    private void showLimit(RuleRow row) {
        List<Node> all = chips.getChildren();
        boolean last = !all.isEmpty() && all.getLast().equals(limit);
        if (row.rule().limit().isPresent()) {
            limit.setText(LimitDraft.words(row.rule().limit().get()));
            limit.setAccessibleText(Texts.text("limit.name", limit.getText()));
            if (!last) {
                all.remove(limit);
                all.add(limit);
            }
        } else if (!all.isEmpty()) {
            all.remove(limit);
        }
        row.rule().limit().ifPresent(of -> text.setText(row.rule().when().strip() + "  · " + LimitDraft.words(of)));
    }

    private void fill(List<List<Chip>> blocks) {
        every.setVisible(blocks.isEmpty());
        int used = 0;
        for (int block = 0; block < blocks.size(); block++) {
            List<Chip> alternatives = blocks.get(block);
            boolean grouped = alternatives.size() > 1 && blocks.size() > 1;
            for (int i = 0; i < alternatives.size(); i++) {
                boolean first = i == 0;
                boolean last = i == alternatives.size() - 1;
                String behind = !last ? Texts.text("chip.or") : block < blocks.size() - 1 ? Texts.text("chip.and") : "";
                part(used++)
                        .show(
                                alternatives.get(i),
                                new Conditions.Place(block, i),
                                grouped && first,
                                grouped && last,
                                behind,
                                !last);
            }
        }
        for (int i = used; i < parts.size(); i++) {
            parts.get(i).box.setVisible(false);
        }
    }

    private Part part(int index) {
        if (index == parts.size()) {
            Part made = new Part();
            parts.add(made);
            chips.getChildren().add(made.box);
        }
        return parts.get(index);
    }

    /** A chip, and the word between it and the next. */
    private final class Part {
        private final ChipNode chip = new ChipNode();
        private final Text open = new Text("(");
        private final Text close = new Text(")");
        private final Text joint = new Text();
        private final HBox box = new HBox(chip, joint);

        Part() {
            box.getStyleClass().add("chip-part");
            box.setAlignment(Pos.CENTER_LEFT);
            open.getStyleClass().add("group-sign");
            close.getStyleClass().add("group-sign");
            box.managedProperty().bind(box.visibleProperty());
            joint.managedProperty().bind(joint.visibleProperty());
            chip.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
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
        }

        private void clicked(MouseEvent event) {
            if (getItem() != null && event.isStillSincePress()) {
                RulesModel.ChipCursor here = new RulesModel.ChipCursor(getItem().index(), chip.place());
                model.cursor(here);
                if (event.getButton() == MouseButton.PRIMARY) {
                    model.editedProperty().set(here);
                }
            }
        }

        void show(Chip shown, Conditions.Place place, boolean opens, boolean closes, String behind, boolean or) {
            chip.show(shown, place);
            around(open, opens, 0);
            around(close, closes, box.getChildren().size() - 1);
            joint.setText(behind);
            joint.setVisible(!behind.isEmpty());
            StyleClasses.set(joint, or ? "or" : "and");
            box.setVisible(true);
        }

        /** Few chips stand in brackets, so these are only there where they do. */
        private void around(Text bracket, boolean wanted, int at) {
            if (wanted != box.getChildren().contains(bracket)) {
                if (wanted) {
                    box.getChildren().add(at, bracket);
                } else {
                    box.getChildren().remove(bracket);
                }
            }
        }
    }
}
