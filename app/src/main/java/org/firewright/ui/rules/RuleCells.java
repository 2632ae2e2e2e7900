package org.firewright.ui.rules;

import atlantafx.base.controls.ToggleSwitch;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.VBox;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Live;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Sparkline;

/** The cells of the rules' table. A row's cells follow its content and counters without the table being told. */
final class RuleCells {
    private RuleCells() {}

    static void install(TableColumn<RuleRow, RuleRow> column, Supplier<? extends RuleCell> cell) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(ignored -> cell.get());
    }

    static void toggle(RulesModel model, RuleRow row) {
        PolicyRule rule = row.rule();
        model.edit(
                row,
                Texts.text(rule.enabled() ? "edit.off" : "edit.on", row.index() + 1),
                "",
                now -> new PolicyRule(now.name(), now.when(), now.action(), !now.enabled(), now.note()));
    }

    static String styleClass(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** A cell that is drawn anew whenever its row's content or, if it asks for them, counters change. */
    abstract static class RuleCell extends TableCell<RuleRow, RuleRow> {
        private final InvalidationListener changed = observable -> refresh();
        private final WeakInvalidationListener weakly = new WeakInvalidationListener(changed);
        private RuleRow listened;

        abstract void show(RuleRow row);

        boolean watchesCounters() {
            return false;
        }

        @Override
        protected final void updateItem(RuleRow item, boolean empty) {
            super.updateItem(item, empty);
            if (item != listened) {
                if (listened != null) {
                    listened.contentProperty().removeListener(weakly);
                    listened.liveProperty().removeListener(weakly);
                }
                if (item != null) {
                    item.contentProperty().addListener(weakly);
                    if (watchesCounters()) {
                        item.liveProperty().addListener(weakly);
                    }
                }
                listened = item;
            }
            refresh();
        }

        private void refresh() {
            if (getItem() == null || isEmpty()) {
                setGraphic(null);
                setText(null);
            } else {
                show(getItem());
            }
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
            toggle.getStyleClass().add("small");
            toggle.setFocusTraversable(false);
            toggle.setAccessibleText(Texts.text("rules.enabled"));
            toggle.selectedProperty().addListener((observable, before, now) -> {
                if (getItem() != null && getItem().rule().enabled() != now) {
                    RuleCells.toggle(model, getItem());
                }
            });
        }

        @Override
        void show(RuleRow row) {
            toggle.setSelected(row.rule().enabled());
            setGraphic(toggle);
        }
    }

    /** Name, and below it what is wrong with the rule. */
    static final class Name extends RuleCell {
        private final Label name = new Label();
        private final Label problem = new Label();
        private final VBox lines = new VBox(name, problem);

        Name() {
            lines.setFillWidth(true);
            lines.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            problem.setWrapText(true);
            problem.managedProperty().bind(problem.visibleProperty());
        }

        @Override
        void show(RuleRow row) {
            var problems = row.contentProperty().get().problems();
            name.setText(row.rule().name());
            problem.setVisible(!problems.isEmpty());
            if (!problems.isEmpty()) {
                ProjectProblem first = problems.stream()
                        .filter(ProjectProblem::isError)
                        .findFirst()
                        .orElse(problems.getFirst());
                problem.setText("⚠ " + first.sentence());
                problem.getStyleClass().setAll("label", "row-problem", first.isError() ? "error" : "warning");
            }
            lines.setOpacity(row.rule().enabled() ? 1 : 0.55);
            setGraphic(lines);
        }
    }

    /** What happens to packets that match. */
    static final class ActionBadge extends RuleCell {
        private final Label badge = new Label();

        @Override
        void show(RuleRow row) {
            Action action = row.rule().action();
            badge.setText(Texts.text("action." + styleClass(action)));
            badge.getStyleClass().setAll("label", "action-badge", styleClass(action));
            badge.setOpacity(row.rule().enabled() ? 1 : 0.55);
            setGraphic(badge);
        }
    }

    /** The last minute as a line. */
    static final class Minute extends RuleCell {
        private final Sparkline line = new Sparkline();

        @Override
        boolean watchesCounters() {
            return true;
        }

        @Override
        void show(RuleRow row) {
            Live live = row.liveProperty().get();
            line.getStyleClass()
                    .setAll(
                            "sparkline",
                            live == null ? "quiet" : styleClass(row.rule().action()));
            line.show(live == null ? java.util.List.of() : live.minute());
            setGraphic(line);
        }
    }

    /** Packets a second. */
    static final class Rate extends RuleCell {
        Rate() {
            getStyleClass().add("right");
        }

        @Override
        boolean watchesCounters() {
            return true;
        }

        @Override
        void show(RuleRow row) {
            Live live = row.liveProperty().get();
            setText(live == null ? Format.NONE : Format.rate(live.rate()));
        }
    }

    /** Packets since the rule was put in force. */
    static final class Packets extends RuleCell {
        Packets() {
            getStyleClass().addAll("right", "muted");
        }

        @Override
        boolean watchesCounters() {
            return true;
        }

        @Override
        void show(RuleRow row) {
            Live live = row.liveProperty().get();
            setText(live == null ? Format.NONE : Format.number(live.packets()));
        }
    }
}
