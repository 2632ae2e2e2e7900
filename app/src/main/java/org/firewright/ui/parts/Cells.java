package org.firewright.ui.parts;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

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

    /** A column of figures that change while they are seen. */
    public static <R> void live(TableColumn<R, String> column, Function<R, ObservableValue<String>> value) {
        column.setCellValueFactory(row -> value.apply(row.getValue()));
        column.setCellFactory(ignored -> new AtRight<>());
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
