package org.firewright.ui.parts;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * A small line of the last minute, newest at the right; its colours come from CSS ({@code -fw-spark-line}, {@code
 * -fw-spark-area}). It is an image and no shape: without a graphics card, the outlines of a screen of shapes took more of a
 * frame than all else that is drawn.
 */
public final class Sparkline extends Region {
    private static final int POINTS = 60;
    private static final double HALF_LINE = 0.65;
    private static final StyleablePropertyFactory<Sparkline> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Color> line =
            STYLES.createStyleableColorProperty(this, "line", "-fw-spark-line", each -> each.line, Color.GRAY);
    private final StyleableProperty<Color> area =
            STYLES.createStyleableColorProperty(this, "area", "-fw-spark-area", each -> each.area, Color.TRANSPARENT);
    private final ImageView view = new ImageView();
    private WritableImage image;
    private int[] pixels = new int[0];
    private double[] values = new double[0];

    public Sparkline() {
        getStyleClass().add("sparkline");
        view.setManaged(false);
        getChildren().add(view);
        ((javafx.beans.Observable) line).addListener(observable -> requestLayout());
        ((javafx.beans.Observable) area).addListener(observable -> requestLayout());
    }

    /** Shows these figures, oldest first; the last {@value #POINTS} at most. */
    public void show(List<Double> figures) {
        values = figures.stream()
                .skip(Math.max(0, figures.size() - POINTS))
                .mapToDouble(Double::doubleValue)
                .toArray();
        requestLayout();
    }

    /** How many figures it shows. */
    public int points() {
        return values.length;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    @Override
    protected void layoutChildren() {
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
        int width = (int) Math.round(getWidth() * scale);
        int height = (int) Math.round(getHeight() * scale);
        if (width <= 0 || height <= 0) {
            return;
        }
        if (image == null || image.getWidth() != width || image.getHeight() != height) {
            image = new WritableImage(width, height);
            pixels = new int[width * height];
            view.setImage(image);
            view.setFitWidth(getWidth());
            view.setFitHeight(getHeight());
        }
        draw(width, height, scale);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
    }

    private void draw(int width, int height, double scale) {
        Color above = line.getValue();
        Color below = area.getValue();
        double top = 1;
        for (double value : values) {
            top = Math.max(top, value);
        }
        for (int x = 0; x < width; x++) {
            double now = heightAt(x + 0.5, width, top) * (height - 3 * scale);
            double slope = (heightAt(x + 1.0, width, top) - heightAt(x, width, top)) * (height - 3 * scale);
            double middle = height - scale - now;
            // A steep line covers more of a column than a flat one.
            double half = Math.min(HALF_LINE * scale * Math.hypot(1, slope), HALF_LINE * scale + Math.abs(slope) / 2);
            for (int y = 0; y < height; y++) {
                double onLine = now < 0 ? 0 : Math.clamp(half + 0.5 - Math.abs(y + 0.5 - middle), 0, 1);
                double inArea = now < 0 || values.length == 0 ? 0 : Math.clamp(y + 1 - middle, 0, 1);
                pixels[y * width + x] = over(above, onLine, below, inArea);
            }
        }
    }

    /** Height of the line at this column, from 0 to 1; negative where there is none. */
    private double heightAt(double x, int width, double top) {
        if (values.length == 0) {
            return 0;
        }
        double at = x / width * (POINTS - 1) - (POINTS - values.length);
        if (at < 0) {
            return at < -1 || values.length < 2 ? Double.NEGATIVE_INFINITY : values[0] / top;
        }
        int left = Math.min((int) at, values.length - 1);
        int right = Math.min(left + 1, values.length - 1);
        return (values[left] + (values[right] - values[left]) * (at - left)) / top;
    }

    /** One colour over another, each as far as it covers the pixel; with the alpha multiplied in. */
    private static int over(Color above, double part, Color below, double rest) {
        double alphaAbove = above.getOpacity() * part;
        double alphaBelow = below.getOpacity() * rest * (1 - alphaAbove);
        return part(alphaAbove + alphaBelow) << 24
                | part(above.getRed() * alphaAbove + below.getRed() * alphaBelow) << 16
                | part(above.getGreen() * alphaAbove + below.getGreen() * alphaBelow) << 8
                | part(above.getBlue() * alphaAbove + below.getBlue() * alphaBelow);
    }

    private static int part(double share) {
        return (int) Math.round(share * 255);
    }
}
