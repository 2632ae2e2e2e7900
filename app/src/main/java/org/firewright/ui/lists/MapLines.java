package org.firewright.ui.lists;

import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.ui.Typefaces;
import org.firewright.ui.lists.MapModel.Cell;

/** Lines between the blocks of the map, their numbers, and what is pointed at. */
final class MapLines extends Canvas {
    private static final int OCTET_CELLS = 16;
    /** Measures of a number, in sizes of its text. */
    private static final double LABEL_SIDE = 4;

    private static final double LABEL_HEIGHT = 1.6;
    private static final double LABEL_WIDTH = 0.62;
    private static final double LEAST_POINTER = 5;

    /** So many cells that hold an address are drawn larger than they are. */
    private static final int FEW = 200;

    /**
     * Draws them anew.
     *
     * @param side of the map in points
     * @param picture the newest one; null before the first
     * @param pointed the cell that is pointed at; null for none
     * @param text size of the numbers in points
     */
    void draw(
            double side,
            MapWindow window,
            MapPicture picture,
            Cell pointed,
            MapColors colors,
            double text,
            boolean focused) {
        setWidth(side);
        setHeight(side);
        GraphicsContext graphics = getGraphicsContext2D();
        graphics.clearRect(0, 0, side, side);
        graphics.setFont(Typefaces.plain(text));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.TOP);
        if (picture != null && picture.window().equals(window) && picture.filled() <= FEW) {
            mark(graphics, side / MapWindow.CELLS, picture, colors);
        }
        Grid.of(window, side, text).draw(graphics, pointed, colors);
        if (pointed != null) {
            point(graphics, side / MapWindow.CELLS, pointed, colors);
        }
        if (focused) {
            graphics.setStroke(colors.focus());
            graphics.setLineWidth(2);
            graphics.strokeRect(1, 1, side - 2, side - 2);
        }
    }

    /** A few cells alone would not be seen. */
    private static void mark(GraphicsContext graphics, double cell, MapPicture picture, MapColors colors) {
        double size = Math.max(cell, LEAST_POINTER);
        double middle = (cell - size) / 2;
        graphics.setFill(colors.low().interpolate(colors.high(), 0.5));
        for (int row = 0; row < MapWindow.CELLS; row++) {
            for (int column = 0; column < MapWindow.CELLS; column++) {
                if (picture.level(column, row) > 0) {
                    graphics.fillRect(column * cell + middle, row * cell + middle, size, size);
                }
            }
        }
    }

    private static void point(GraphicsContext graphics, double cell, Cell at, MapColors colors) {
        double size = Math.max(cell, LEAST_POINTER);
        double middle = (cell - size) / 2;
        graphics.setStroke(colors.pointer());
        graphics.setLineWidth(1.5);
        graphics.strokeRect(at.column() * cell + middle, at.row() * cell + middle, size, size);
    }

    /**
     * The blocks that lines are drawn between.
     *
     * @param side of the map in points
     * @param block cells along a block's side
     * @param octets how many of an address tell the block
     * @param cell points along a cell's side
     * @param text size of the numbers in points
     */
    private record Grid(MapWindow window, double side, int block, int octets, double cell, double text) {
        static Grid of(MapWindow window, double side, double text) {
            double cell = side / MapWindow.CELLS;
            int octets = 1;
            int block = OCTET_CELLS << window.zoom();
            while (block * cell > side / 2 && octets < 4) {
                block /= OCTET_CELLS;
                octets++;
            }
            return new Grid(window, side, block, octets, cell, text);
        }

        void draw(GraphicsContext graphics, Cell pointed, MapColors colors) {
            graphics.setStroke(colors.line());
            graphics.setLineWidth(1);
            double step = block * cell;
            for (double at = -Math.floorMod(window.x(), block) * cell; at <= side; at += step) {
                graphics.strokeLine(Math.floor(at) + 0.5, 0, Math.floor(at) + 0.5, side);
            }
            for (double at = -Math.floorMod(window.y(), block) * cell; at <= side; at += step) {
                graphics.strokeLine(0, Math.floor(at) + 0.5, side, Math.floor(at) + 0.5);
            }
            // From afar the numbers would hide what they name: there, only the block that is pointed at has one.
            if (step >= LABEL_SIDE * text * octets) {
                graphics.setFill(colors.ink());
                label(graphics);
            } else if (pointed != null) {
                labelPointed(graphics, pointed, colors);
            }
        }

        private void label(GraphicsContext graphics) {
            int last = MapWindow.CELLS - 1;
            for (int row = -Math.floorMod(window.y(), block); row <= last; row += block) {
                for (int column = -Math.floorMod(window.x(), block); column <= last; column += block) {
                    AddressRange inside =
                            window.prefix(Math.clamp((long) column, 0, last), Math.clamp((long) row, 0, last));
                    graphics.fillText(number(inside.first()), column * cell + 3, row * cell + 2);
                }
            }
        }

        private void labelPointed(GraphicsContext graphics, Cell at, MapColors colors) {
            int column = Math.floorDiv(window.x() + at.column(), block) * block - window.x();
            int row = Math.floorDiv(window.y() + at.row(), block) * block - window.y();
            double length = block * cell;
            graphics.setStroke(colors.ink());
            graphics.strokeRect(Math.floor(column * cell) + 0.5, Math.floor(row * cell) + 0.5, length, length);
            String number =
                    number(window.prefix(at.column(), at.row()).first()) + ".0".repeat(4 - octets) + "/" + 8 * octets;
            double width = 8 + number.length() * LABEL_WIDTH * text;
            double x = Math.clamp(column * cell + length + 4, 0, side - width);
            double y = Math.clamp(row * cell, 0, side - LABEL_HEIGHT * text);
            graphics.setFill(colors.empty());
            graphics.fillRect(x, y, width, LABEL_HEIGHT * text);
            graphics.setFill(colors.ink());
            graphics.fillText(number, x + 4, y + 2);
        }

        /** The octets of an address that tell its block, with dots between. */
        private String number(IpAddress address) {
            return Arrays.stream(address.text().split("\\.", -1)).limit(octets).collect(Collectors.joining("."));
        }
    }
}
