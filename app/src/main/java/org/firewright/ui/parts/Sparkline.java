package org.firewright.ui.parts;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/** A small line of the last minute, newest at the right; its colours come from CSS ({@code .line}, {@code .area}). */
public final class Sparkline extends Region {
    private static final int POINTS = 60;

    private final Polygon area = new Polygon();
    private final Polyline line = new Polyline();
    private List<Double> values = List.of();

    public Sparkline() {
        getStyleClass().add("sparkline");
        area.getStyleClass().add("area");
        line.getStyleClass().add("line");
        area.setManaged(false);
        line.setManaged(false);
        getChildren().addAll(area, line);
    }

    /** Shows these figures, oldest first; the last {@value #POINTS} at most. */
    public void show(List<Double> figures) {
        values = figures.size() > POINTS ? figures.subList(figures.size() - POINTS, figures.size()) : figures;
        requestLayout();
    }

    /** How many figures it shows. */
    public int points() {
        return values.size();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        line.getPoints().clear();
        area.getPoints().clear();
        if (values.isEmpty() || width <= 0) {
            line.getPoints().addAll(0.0, height - 1, width, height - 1);
            return;
        }
        double top = Math.max(
                1, values.stream().mapToDouble(Double::doubleValue).max().orElse(1));
        double step = width / (POINTS - 1);
        double x = width - step * (values.size() - 1);
        double first = x;
        for (double value : values) {
            line.getPoints().addAll(x, height - 1 - value / top * (height - 3));
            x += step;
        }
        area.getPoints().addAll(line.getPoints());
        area.getPoints().addAll(width, height, first, height);
    }
}
