package org.firewright.ui.lists;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * The colours of the map.
 *
 * @param empty of cells that hold no address
 * @param low of the emptiest cells that hold one
 * @param high of cells that are full
 * @param line between blocks
 * @param ink of their numbers
 * @param pointer around the cell that is pointed at
 * @param focus around the map where it has the keyboard
 */
record MapColors(Color empty, Color low, Color high, Color line, Color ink, Color pointer, Color focus) {
    private static final int LEVELS = 256;
    private static final int LOWEST = 64;

    /** A picture with one pixel for each cell. */
    WritableImage image(MapPicture picture) {
        int[] palette = new int[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            double part = Math.max(0, (level - LOWEST) / (double) (LEVELS - 1 - LOWEST));
            palette[level] = argb(level == 0 ? empty : low.interpolate(high, part));
        }
        int cells = MapWindow.CELLS;
        int[] pixels = new int[cells * cells];
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                pixels[row * cells + column] = palette[picture.level(column, row)];
            }
        }
        WritableImage image = new WritableImage(cells, cells);
        image.getPixelWriter().setPixels(0, 0, cells, cells, PixelFormat.getIntArgbInstance(), pixels, 0, cells);
        return image;
    }

    private static int argb(Color color) {
        return (int) Math.round(color.getOpacity() * 255) << 24
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }
}
