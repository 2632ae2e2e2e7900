package org.firewright.ui.lists;

import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.ui.lists.MapModel.Cell;

/** Lines between the blocks of the map, their numbers, and what is pointed at. */
final class MapLines extends Canvas {
    private static final int OCTET_CELLS = 16;
    private static final double LABEL_SIDE = 40;
    private static final double LABEL_HEIGHT = 16;
    private static final double LABEL_FONT = 10;
    private static final double LEAST_POINTER = 5;

    /**
     * Draws them anew.
     *
     * @param side of the map in points
     * @param pointed the cell that is pointed at; null for none
     */
    void draw(double side, MapWindow window, Cell pointed, MapColors colors, boolean focused) {
        setWidth(side);
        setHeight(side);
        GraphicsContext graphics = getGraphicsContext2D();
        graphics.clearRect(0, 0, side, side);
        graphics.setFont(Font.font(Font.getDefault().getFamily(), LABEL_FONT));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.TOP);
        Grid.of(window, side).draw(graphics, pointed, colors);
        if (pointed != null) {
            point(graphics, side / MapWindow.CELLS, pointed, colors);
        }
        if (focused) {
            graphics.setStroke(colors.focus());
            graphics.setLineWidth(2);
            graphics.strokeRect(1, 1, side - 2, side - 2);
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
     */
    private record Grid(MapWindow window, double side, int block, int octets, double cell) {
        static Grid of(MapWindow window, double side) {
            double cell = side / MapWindow.CELLS;
            int octets = 1;
            int block = OCTET_CELLS << window.zoom();
            while (block * cell > side / 2 && octets < 4) {
                block /= OCTET_CELLS;
                octets++;
            }
            return new Grid(window, side, block, octets, cell);
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
            if (step >= LABEL_SIDE * octets) {
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
            String text = number(window.prefix(at.column(), at.row()).first()) + "/" + 8 * octets;
            double width = 8 + text.length() * 6.2;
            double x = Math.clamp(column * cell + length + 4, 0, side - width);
            double y = Math.clamp(row * cell, 0, side - LABEL_HEIGHT);
            graphics.setFill(colors.empty());
            graphics.fillRect(x, y, width, LABEL_HEIGHT);
            graphics.setFill(colors.ink());
            graphics.fillText(text, x + 4, y + 2);
        }

        /** The octets of an address that tell its block, with dots between. */
        private String number(IpAddress address) {
            return Arrays.stream(address.text().split("\\.", -1)).limit(octets).collect(Collectors.joining("."));
        }
    }
}
