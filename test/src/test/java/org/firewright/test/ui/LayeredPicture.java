package org.firewright.test.ui;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * A window with the boxes, menus and tooltips above it, as desktops show them. A screen without a compositor, such as
 * a test's, draws white where these let the window shine through, so its pixels are no good for this.
 */
final class LayeredPicture {
    private LayeredPicture() {}

    /** What a window shows, and where that is in the one below. */
    private record Layer(BufferedImage image, int x, int y) {}

    /** As large as the window, and larger where something hangs over its lower or right edge. To be called on the JavaFX thread. */
    static BufferedImage of(Stage stage) {
        List<Layer> layers = Stream.concat(
                        Stream.of(stage), Window.getWindows().stream().filter(PopupWindow.class::isInstance))
                .map(window -> layer(window, stage))
                .toList();
        int width = layers.stream()
                .mapToInt(layer -> layer.x + layer.image.getWidth())
                .max()
                .orElseThrow();
        int height = layers.stream()
                .mapToInt(layer -> layer.y + layer.image.getHeight())
                .max()
                .orElseThrow();
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = all.createGraphics();
        layers.forEach(layer -> pen.drawImage(layer.image, layer.x, layer.y, null));
        pen.dispose();
        return all;
    }

    private static Layer layer(Window window, Stage below) {
        Scene scene = window.getScene();
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        clear.setViewport(new Rectangle2D(0, 0, scene.getWidth(), scene.getHeight()));
        return new Layer(
                SwingFXUtils.fromFXImage(scene.getRoot().snapshot(clear, null), null),
                (int) Math.round(window.getX()
                        + scene.getX()
                        - below.getX()
                        - below.getScene().getX()),
                (int) Math.round(window.getY()
                        + scene.getY()
                        - below.getY()
                        - below.getScene().getY()));
    }
}
