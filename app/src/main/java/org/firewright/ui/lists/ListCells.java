package org.firewright.ui.lists;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/** Cells of the table of lists that are more than words. */
final class ListCells {
    private static final PseudoClass SMALLEST = PseudoClass.getPseudoClass("smallest");

    private ListCells() {}

    /** The name behind its sign. */
    static void name(TableColumn<ListEntry, ListEntry> column) {
        whole(column);
        column.setCellFactory(ignored -> new NameCell());
    }

    /** When it was last written, or that it cannot be read. */
    static void freshness(TableColumn<ListEntry, ListEntry> column, Supplier<Instant> now) {
        whole(column);
        column.setCellFactory(ignored -> new FreshnessCell(now));
    }

    /** What it takes of memory in one way; the smallest way of the row stands out. */
    static void memory(
            TableColumn<ListEntry, ListEntry> column,
            Function<ListEntry, String> words,
            Representation representation) {
        whole(column);
        column.setCellFactory(ignored -> new MemoryCell(words, representation));
    }

    /** Tells at a column's head what its figures are. */
    static void head(TableColumn<?, ?> column, String words) {
        Label label = new Label(column.getText());
        label.setTooltip(new Tooltip(words));
        column.setText("");
        column.setGraphic(label);
    }

    private static void whole(TableColumn<ListEntry, ListEntry> column) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    }

    private static final class NameCell extends TableCell<ListEntry, ListEntry> {
        private final Label name = new Label();
        private final Tooltip whole = new Tooltip();
        private final HBox row;

        NameCell() {
            Label sigil = new Label("$");
            sigil.getStyleClass().add("sigil");
            name.getStyleClass().add("list-name");
            row = new HBox(sigil, name);
            row.getStyleClass().add("list-name-row");
            whole.textProperty().bind(name.textProperty());
        }

        @Override
        protected void updateItem(ListEntry list, boolean empty) {
            super.updateItem(list, empty);
            setGraphic(empty ? null : row);
            name.setText(empty ? "" : list.name());
            setAccessibleText(empty ? null : list.name());
            setTooltip(empty ? null : whole);
        }
    }

    private static final class FreshnessCell extends TableCell<ListEntry, ListEntry> {
        private final Supplier<Instant> now;
        private final Region dot = new Region();

        FreshnessCell(Supplier<Instant> now) {
            this.now = now;
        }

        @Override
        protected void updateItem(ListEntry list, boolean empty) {
            super.updateItem(list, empty);
            boolean failed = !empty && list.list().isEmpty();
            dot.getStyleClass().setAll("dot", failed ? "failed" : "online");
            setGraphic(empty ? null : dot);
            setText(
                    empty
                            ? null
                            : failed
                                    ? Texts.text("lists.unreadable")
                                    : list.changed()
                                            .map(then -> ListWords.age(then, now.get()))
                                            .orElse(Format.NONE));
            setTooltip(failed ? new Tooltip(list.problem()) : null);
        }
    }

    private static final class MemoryCell extends TableCell<ListEntry, ListEntry> {
        private final Function<ListEntry, String> words;
        private final Representation representation;

        MemoryCell(Function<ListEntry, String> words, Representation representation) {
            this.words = words;
            this.representation = representation;
            getStyleClass().addAll("right", "memory-cell");
        }

        @Override
        protected void updateItem(ListEntry list, boolean empty) {
            super.updateItem(list, empty);
            boolean known = !empty && list.list().isPresent();
            setText(empty ? null : known ? words.apply(list) : Format.NONE);
            pseudoClassStateChanged(SMALLEST, known && Representation.smallest(list) == representation);
        }
    }
}
