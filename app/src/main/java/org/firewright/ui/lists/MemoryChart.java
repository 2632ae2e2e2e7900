package org.firewright.ui.lists;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/** What a list takes of a host's memory, by the number of namespaces that use it: once as a table, each time as a set. */
public final class MemoryChart extends Region {
    private static final int FEWEST = 10;
    private static final double GAP = 4;

    private final Polygon setsArea = new Polygon();
    private final Polyline sets = new Polyline();
    private final Polygon tableArea = new Polygon();
    private final Polyline table = new Polyline();
    private final Line now = new Line();
    private final Label most = new Label();
    private final Label first = new Label("1");
    private final Label last = new Label();
    private final Label here = new Label();
    private Forecast forecast = new Forecast(0, 0, 0);
    private int namespaces = 1;

    public MemoryChart() {
        getStyleClass().add("memory-chart");
        setsArea.getStyleClass().add("sets-area");
        sets.getStyleClass().add("sets-line");
        tableArea.getStyleClass().add("table-area");
        table.getStyleClass().add("table-line");
        now.getStyleClass().add("now-line");
        most.getStyleClass().add("axis");
        first.getStyleClass().add("axis");
        last.getStyleClass().add("axis");
        here.getStyleClass().add("axis");
        getChildren().addAll(setsArea, tableArea, now, sets, table, most, first, last, here);
        getChildren().forEach(child -> child.setManaged(false));
    }

    /** Shows what a list takes, and marks in how many namespaces it is used. */
    public void show(Forecast shown, int usedIn) {
        forecast = shown;
        namespaces = usedIn;
        int end = end();
        setAccessibleText(
                Texts.text("lists.memory.chart", end, Format.bytes(shown.table()), Format.bytes(shown.sets(end))));
        requestLayout();
    }

    /** The number of namespaces at the right end. */
    int end() {
        return Math.max(FEWEST, namespaces * 2);
    }

    @Override
    protected void layoutChildren() {
        int end = end();
        double axis = Math.ceil(first.prefHeight(-1));
        double width = getWidth();
        double bottom = getHeight() - axis;
        double top = Math.max(1, Math.max(forecast.sets(end), forecast.table()));
        double height = bottom - axis;
        double tableY = axis + y(forecast.table(), top, height);
        double setsFirst = axis + y(forecast.set(), top, height);
        double setsLast = axis + y(forecast.sets(end), top, height);
        sets.getPoints().setAll(0.0, setsFirst, width, setsLast);
        setsArea.getPoints().setAll(0.0, setsFirst, width, setsLast, width, bottom, 0.0, bottom);
        table.getPoints().setAll(0.0, tableY, width, tableY);
        tableArea.getPoints().setAll(0.0, tableY, width, tableY, width, bottom, 0.0, bottom);
        most.setText(Format.bytes((long) top));
        last.setText(Texts.text("lists.memory.namespaces", end));
        here.setText(Texts.text("lists.memory.now", namespaces));
        put(most, 0, 0);
        put(first, 0, bottom);
        put(last, width - last.prefWidth(-1), bottom);
        double x = end == 1 ? 0 : width * (namespaces - 1) / (end - 1);
        double hereWidth = here.prefWidth(-1);
        double hereX = Math.clamp(x - hereWidth / 2, 0, Math.max(0, width - hereWidth));
        put(here, hereX, bottom);
        // The ends give way to what matters more.
        first.setVisible(hereX > first.prefWidth(-1) + GAP);
        last.setVisible(hereX + hereWidth < width - last.prefWidth(-1) - GAP);
        now.setStartX(x);
        now.setEndX(x);
        now.setStartY(axis);
        now.setEndY(bottom);
    }

    private static double y(long bytes, double top, double height) {
        return height - 1 - bytes / top * (height - GAP);
    }

    private static void put(Label label, double x, double y) {
        label.autosize();
        label.relocate(x, y);
    }
}
