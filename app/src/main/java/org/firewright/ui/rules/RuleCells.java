package org.firewright.ui.rules;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.policy.Action;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Sparkline;
import org.firewright.ui.parts.StyleClasses;

/** The cells of the rules' table. A row's cells follow its content and counters without the table being told. */
final class RuleCells {
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final Map<Action, PseudoClass> LOOKS = Arrays.stream(Action.values())
            .collect(Collectors.toUnmodifiableMap(
                    action -> action, action -> PseudoClass.getPseudoClass(styleClass(action))));

    private final RulesModel model;
    /** Weakly, as a table makes cells anew now and then. */
    private final Set<RuleCell> live = Collections.newSetFromMap(new WeakHashMap<>());

    RuleCells(RulesModel model) {
        this.model = model;
    }

    static void install(TableColumn<RuleRow, RuleRow> column, Supplier<? extends RuleCell> cell) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(ignored -> cell.get());
    }

    /** The same, for cells that show counters. */
    void installLive(TableColumn<RuleRow, RuleRow> column, Supplier<? extends RuleCell> cell) {
        install(column, () -> {
            RuleCell made = cell.get();
            live.add(made);
            return made;
        });
    }

    /** Draws the counters that are seen anew. Cells keep their rules while a namespace without a policy hides the table. */
    void showCounters() {
        if (model.policyProperty().get() != null) {
            live.forEach(RuleCell::refresh);
        }
    }

    /** The state by which style sheets know what belongs to an action. */
    static PseudoClass look(Action action) {
        return LOOKS.get(action);
    }

    static String styleClass(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** A cell that is drawn anew whenever its row's content changes. */
    abstract static class RuleCell extends TableCell<RuleRow, RuleRow> {
        /** Text is broken into lines a little earlier when it is drawn than when it is measured. */
        private static final double SLACK = 4;

        /** A label drops its last line where no more than the line's own height is left for it. */
        private static final double BELOW = 6;

        private final InvalidationListener changed = observable -> refresh();
        private final InvalidationListener resized = observable -> readSize();
        private final WeakInvalidationListener weakly = new WeakInvalidationListener(changed);
        private RuleRow listened;

        abstract void show(RuleRow row);

        /**
         * The cell has come into a table, or the table's sizes have changed; see {@link #followSize}.
         *
         * @param oneLine whether all rows are equally high
         * @param width of the column
         */
        void sized(boolean oneLine, double width) {}

        /** From now on {@link #sized} is called. */
        final void followSize() {
            tableColumnProperty().addListener((observable, before, now) -> {
                if (now != null) {
                    now.widthProperty().addListener(new WeakInvalidationListener(resized));
                    readSize();
                }
            });
            tableViewProperty().addListener((observable, before, now) -> {
                if (now != null) {
                    now.fixedCellSizeProperty().addListener(new WeakInvalidationListener(resized));
                    readSize();
                }
            });
        }

        private void readSize() {
            TableView<RuleRow> table = getTableView();
            TableColumn<RuleRow, RuleRow> column = getTableColumn();
            if (table != null && column != null) {
                sized(table.getFixedCellSize() > 0, column.getWidth());
            }
        }

        @Override
        protected final void updateItem(RuleRow item, boolean empty) {
            super.updateItem(item, empty);
            if (item == listened && item != null) {
                return; // a table tells cells of the same item several times; what changes in it is listened to
            }
            if (item != listened) {
                if (listened != null) {
                    listened.contentProperty().removeListener(weakly);
                }
                if (item != null) {
                    item.contentProperty().addListener(weakly);
                }
                listened = item;
            }
            refresh();
        }

        /** What is wrapped is as high as the column's width makes it. */
        @Override
        protected double computePrefHeight(double width) {
            double inside = getTableColumn().getWidth() - snappedLeftInset() - snappedRightInset();
            double line = getTableRow().getInsets().getBottom();
            return getGraphic() == null || !getGraphic().isVisible()
                    ? super.computePrefHeight(getTableColumn().getWidth() - SLACK) + BELOW + line
                    : snappedTopInset() + getGraphic().prefHeight(inside) + snappedBottomInset() + line;
        }

        final void refresh() {
            boolean off = !isEmpty() && getItem() != null && !getItem().rule().enabled();
            pseudoClassStateChanged(OFF, off);
            if (getItem() == null || isEmpty()) {
                shown(null);
                setText(null);
            } else {
                show(getItem());
            }
        }

        /**
         * Shows this graphic, or none for null. One that is taken out and put in again is styled anew with all that is in
         * it, and rows come and go all the time while one scrolls, so it stays and only hides.
         */
        final void shown(Node graphic) {
            if (graphic != null && !graphic.equals(getGraphic())) {
                setGraphic(graphic);
            }
            if (getGraphic() != null) {
                getGraphic().setVisible(graphic != null);
            }
        }
    }

    /** What one takes a row by. */
    static final class Handle extends RuleCell {
        private final Region grip = new Region();

        Handle() {
            getStyleClass().add("handle");
            grip.getStyleClass().add("grip");
        }

        @Override
        void show(RuleRow row) {
            shown(grip);
        }
    }

    /** Place in the policy. */
    static final class Place extends RuleCell {
        Place() {
            getStyleClass().addAll("right", "muted");
        }

        @Override
        void show(RuleRow row) {
            setText(Format.number(row.index() + 1L));
        }
    }

    /** On or off. */
    static final class Enabled extends RuleCell {
        private final ToggleSwitch toggle = new ToggleSwitch();

        Enabled(RulesModel model) {
            toggle.getStyleClass().addAll("small", "rule-switch");
            toggle.pseudoClassStateChanged(Styles.STATE_SUCCESS, true);
            toggle.setFocusTraversable(false);
            toggle.setAccessibleText(Texts.text("rules.enabled"));
            toggle.selectedProperty().addListener((observable, before, now) -> {
                if (getItem() != null && getItem().rule().enabled() != now) {
                    model.toggle(getItem());
                }
            });
        }

        @Override
        void show(RuleRow row) {
            toggle.setSelected(row.rule().enabled());
            shown(toggle);
        }
    }

    /** Name, and below it what is wrong with the rule. */
    static final class Name extends RuleCell {
        private final Label name = new Label();
        private final Label problem = new Label();
        private final Tooltip whole = new Tooltip();
        private final VBox lines = new VBox(name, problem);

        Name() {
            getStyleClass().add("rule-name");
            name.getStyleClass().add("rule-name");
            lines.setFillWidth(true);
            lines.setAlignment(Pos.CENTER_LEFT);
            problem.setMinWidth(0);
            whole.setWrapText(true);
            whole.setMaxWidth(420);
            followSize();
        }

        @Override
        void sized(boolean oneLine, double width) {
            setWrapText(!oneLine);
            name.setWrapText(!oneLine);
            problem.setWrapText(!oneLine);
        }

        /** The lines get all room that there is; left to the cell they would be as wide as they want to be, and cut. */
        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            if (lines.equals(getGraphic())) {
                double x = snappedLeftInset();
                double y = snappedTopInset();
                lines.resizeRelocate(
                        x, y, getWidth() - x - snappedRightInset(), getHeight() - y - snappedBottomInset());
            }
        }

        @Override
        void show(RuleRow row) {
            List<ProjectProblem> problems = row.contentProperty().get().problems();
            // Most rules have no problem, and then the cell itself says the name: two nodes fewer in each row.
            setText(problems.isEmpty() ? row.rule().name() : null);
            if (!problems.isEmpty()) {
                name.setText(row.rule().name());
                ProjectProblem first = problems.stream()
                        .filter(ProjectProblem::isError)
                        .findFirst()
                        .orElse(problems.getFirst());
                problem.setText("⚠ " + first.sentence());
                StyleClasses.set(problem, "label", "row-problem", first.isError() ? "error" : "warning");
            }
            String all = String.join(
                    "\n",
                    problems.stream()
                            .map(each -> (each.sentence() + " " + each.remedy()).strip())
                            .toList());
            String note = row.rule().note();
            // In rows that are all equally high, a long name and a problem end in dots.
            List<String> told = Stream.of(isWrapText() ? "" : row.rule().name(), note, all)
                    .filter(text -> !text.isEmpty())
                    .toList();
            whole.setText(String.join("\n", told));
            setTooltip(whole.getText().isEmpty() ? null : whole);
            setGraphic(problems.isEmpty() ? null : lines);
        }
    }

    /** What happens to packets that match. */
    static final class ActionBadge extends RuleCell {
        private final Looks<Label> badges = new Looks<>(() -> {
            Label badge = new Label();
            badge.getStyleClass().add("action-badge");
            return badge;
        });

        @Override
        void show(RuleRow row) {
            Action action = row.rule().action();
            boolean observed = row.rule().observe();
            String word = action == Action.JUMP
                    ? Texts.text("action.jump.to", row.rule().to())
                    : Texts.text("action." + styleClass(action));
            badges.show(observed ? Action.COUNT : action)
                    .setText(observed ? Texts.text("action.observed", word) : word);
            shown(badges);
        }
    }

    /** The last minute as a line; grey where the rule is not in force. */
    final class Minute extends RuleCell {
        private final Looks<Sparkline> lines = new Looks<>(Sparkline::new);
        private final Sparkline without = new Sparkline();

        @Override
        void show(RuleRow row) {
            boolean counts = model.table().live(row).isPresent();
            Sparkline line = counts ? lines.show(row.rule().action()) : without;
            line.show(model.table().minute(row));
            shown(counts ? lines : without);
        }
    }

    /** Packets a second. */
    final class Rate extends RuleCell {
        Rate() {
            getStyleClass().add("right");
        }

        @Override
        void show(RuleRow row) {
            setText(model.table().live(row).map(now -> Format.rate(now.rate())).orElse(Format.NONE));
        }
    }

    /** Packets since the rule was put in force. */
    final class Packets extends RuleCell {
        Packets() {
            getStyleClass().addAll("right", "muted", "last");
        }

        @Override
        void show(RuleRow row) {
            setText(model.table()
                    .live(row)
                    .map(now -> Format.number(now.packets()))
                    .orElse(Format.NONE));
        }
    }
}
