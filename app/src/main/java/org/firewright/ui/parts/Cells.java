package org.firewright.ui.parts;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

/** Plain cells of tables. */
public final class Cells {
    private Cells() {}

    /** A column of words. */
    public static <R> void words(TableColumn<R, String> column, Function<R, String> value) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    }

    /** A column of figures, already formatted; they stand at the right. */
    public static <R> void figures(TableColumn<R, String> column, Function<R, String> value) {
        words(column, value);
        column.setCellFactory(ignored -> new AtRight<>());
    }

    /** A column of words that change while they are seen; what does not fit is told by a tooltip. */
    public static <R> void live(TableColumn<R, String> column, Function<R, ObservableValue<String>> value) {
        column.setCellValueFactory(row -> value.apply(row.getValue()));
        column.setCellFactory(ignored -> new Words<>());
    }

    /** A column of figures that change while they are seen. */
    public static <R> void liveFigures(TableColumn<R, String> column, Function<R, ObservableValue<String>> value) {
        column.setCellValueFactory(row -> value.apply(row.getValue()));
        column.setCellFactory(ignored -> new AtRight<>());
    }

    private static final class Words<R> extends TableCell<R, String> {
        private final Tooltip whole = new Tooltip();

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            whole.setText(text);
            setTooltip(empty || text == null || text.isEmpty() ? null : whole);
        }
    }

    private static final class AtRight<R> extends TableCell<R, String> {
        AtRight() {
            getStyleClass().add("right");
        }

        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
        }
    }
}
