package org.firewright.test.ui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;

/**
 * How well what is written, drawn as a line or shown as an icon stands out from what lies below it, by WCAG 2.2: 4.5:1
 * for text, 3:1 for large text, icons and lines. Colours are those that the nodes really have by now.
 */
public final class Contrast {
    private static final double TEXT = 4.5;
    private static final double LARGE = 3;
    private static final double LARGE_POINTS = 24;
    private static final double LARGE_BOLD_POINTS = 18.66;

    private Contrast() {}

    /** What is hard to see of a node, in words; empty where it is not. */
    public static Optional<String> fault(Node node) {
        Paint paint = switch (node) {
            case Text text when !text.getText().isBlank() -> text.getFill();
            case Polyline line -> line.getStroke();
            default -> null;
        };
        if (!(paint instanceof Color colour) || colour.getOpacity() == 0) {
            return Optional.empty();
        }
        Color below = node.getScene().getFill() instanceof Color fill ? fill : Color.WHITE;
        double opacity = 1;
        for (Node each : downTo(node)) {
            opacity *= each.getOpacity();
            if (each instanceof Region region && region.getBackground() != null) {
                for (BackgroundFill fill : region.getBackground().getFills()) {
                    below = over(below, colour(fill.getFill()), opacity);
                }
            }
        }
        double ratio = ratio(over(below, colour, opacity), below);
        double bar = bar((Shape) node);
        return ratio >= bar
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %.2f:1, less than %.1f:1 (%s on %s)",
                        words(node),
                        ratio,
                        bar,
                        colour,
                        below));
    }

    private static double bar(Shape shape) {
        if (!(shape instanceof Text text) || isIcon(shape)) {
            return LARGE;
        }
        boolean bold = text.getFont().getStyle().toLowerCase(Locale.ROOT).contains("bold");
        return text.getFont().getSize() >= (bold ? LARGE_BOLD_POINTS : LARGE_POINTS) ? LARGE : TEXT;
    }

    private static boolean isIcon(Node node) {
        return node.getStyleClass().contains("ikonli-font-icon");
    }

    /** From the scene's root to the node. */
    private static Deque<Node> downTo(Node node) {
        Deque<Node> way = new ArrayDeque<>();
        for (Node each = node; each != null; each = each.getParent()) {
            way.addFirst(each);
        }
        return way;
    }

    private static Color colour(Paint paint) {
        return switch (paint) {
            case Color colour -> colour;
            case LinearGradient gradient -> gradient.getStops().getFirst().getColor();
            default -> Color.TRANSPARENT;
        };
    }

    private static Color over(Color below, Color above, double opacity) {
        return below.interpolate(
                Color.color(above.getRed(), above.getGreen(), above.getBlue()), above.getOpacity() * opacity);
    }

    /** Of two opaque colours, from 1 to 21. */
    static double ratio(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static String words(Node node) {
        String what = switch (node) {
            case Text icon when isIcon(icon) -> "an icon";
            case Text text -> "“" + text.getText().strip() + "”";
            default -> node.getClass().getSimpleName();
        };
        Node near = node.getParent() instanceof Labeled || node.getParent() == null ? node.getParent() : node;
        return what + " in " + near.getStyleClass() + " in " + near.getParent().getStyleClass();
    }
}
