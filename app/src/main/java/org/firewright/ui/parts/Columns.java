package org.firewright.ui.parts;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;

/** Columns, and rows, that are as large as their text needs at every size of text. */
public final class Columns {
    private static final double WRITTEN_FOR = 13;

    private record Widths(double least, double usual, double most) {}

    private Columns() {}

    /**
     * Widths that a table's columns have now, and a fixed height of its rows, are those for text of {@value #WRITTEN_FOR} points; they grow and shrink
     * with it.
     *
     * @param font of plain text beside the table
     */
    public static void scale(TableView<?> table, ObservableValue<Font> font) {
        Map<TableColumn<?, ?>, Widths> written = new LinkedHashMap<>();
        for (TableColumn<?, ?> column : table.getColumns()) {
            written.put(column, new Widths(column.getMinWidth(), column.getPrefWidth(), column.getMaxWidth()));
        }
        double row = table.getFixedCellSize();
        font.subscribe(now -> {
            double by = now.getSize() / WRITTEN_FOR;
            if (row > 0) {
                table.setFixedCellSize(row * by);
            }
            written.forEach((column, widths) -> {
                column.setMinWidth(0); // no bound may forbid the other while both change
                column.setMaxWidth(widths.most * by);
                column.setMinWidth(widths.least * by);
                column.setPrefWidth(widths.usual * by);
            });
            fit(table);
        });
        table.widthProperty().subscribe(width -> fit(table));
    }

    /** Columns share the table's width as long as all of them find room in it; in a narrower one they are scrolled to. */
    private static void fit(TableView<?> table) {
        double least = table.getColumns().stream()
                .filter(TableColumn::isVisible)
                .mapToDouble(TableColumn::getMinWidth)
                .sum();
        var policy = table.getWidth() > 0 && least > table.getWidth()
                ? TableView.UNCONSTRAINED_RESIZE_POLICY
                : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN;
        if (!policy.equals(table.getColumnResizePolicy())) {
            table.setColumnResizePolicy(policy);
        }
    }
}
