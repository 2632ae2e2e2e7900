package org.firewright.ui.lists;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.ui.lists.MapModel.Cell;

/**
 * The IPv4 addresses of a list on the Hilbert curve: a picture that was made elsewhere, lines and numbers of the blocks
 * over it. The wheel zooms at the pointer, dragging pans; arrows, + and - do the same from the keyboard.
 */
public final class HilbertMap extends Region {
    private static final StyleablePropertyFactory<HilbertMap> STYLES =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final int ZOOM_DRAG_FREE = 4;
    private static final int OCTET_CELLS = 16;
    private static final double LABEL_SIDE = 40;

    private final StyleableProperty<Color> empty = color("empty", "-fw-map-empty", map -> map.empty);
    private final StyleableProperty<Color> low = color("low", "-fw-map-low", map -> map.low);
    private final StyleableProperty<Color> high = color("high", "-fw-map-high", map -> map.high);
    private final StyleableProperty<Color> line = color("line", "-fw-map-line", map -> map.line);
    private final StyleableProperty<Color> ink = color("ink", "-fw-map-ink", map -> map.ink);
    private final StyleableProperty<Color> pointer = color("pointer", "-fw-map-pointer", map -> map.pointer);
    private final StyleableProperty<Color> focus = color("focus", "-fw-map-focus", map -> map.focus);

    private final ImageView picture = new ImageView();
    private final Canvas lines = new Canvas();
    private MapModel model;
    private MapPicture drawn;
    private List<Color> drawnWith = List.of();
    private Runnable chosen = () -> {};
    private double pressX;
    private double pressY;
    private MapWindow pressWindow;
    private boolean panned;

    public HilbertMap() {
        getStyleClass().add("hilbert-map");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        picture.setSmooth(false);
        picture.setManaged(false);
        lines.setManaged(false);
        picture.setMouseTransparent(true);
        lines.setMouseTransparent(true);
        getChildren().addAll(picture, lines);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> model.point(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /**
     * Shows this model; to be called once.
     *
     * @param onChosen is called when the cell that is pointed at is chosen with a click or Enter
     */
    public void show(MapModel shown, Runnable onChosen) {
        model = shown;
        chosen = onChosen;
        InvalidationListener changed = observable -> requestLayout();
        shown.windowProperty().addListener(changed);
        shown.pictureProperty().addListener(changed);
        shown.cellProperty().addListener(changed);
        focusVisibleProperty().addListener(changed);
        accessibleTextProperty().bind(shown.wordsProperty());
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES.getCssMetaData();
    }

    @Override
    protected double computePrefHeight(double width) {
        return width;
    }

    @Override
    protected void layoutChildren() {
        double side = side();
        if (model == null || side <= 0) {
            return;
        }
        setClip(new Rectangle(side, side));
        paint();
        place(side);
        drawLines(side);
    }

    private double side() {
        return Math.floor(Math.min(getWidth(), getHeight()));
    }

    /** Colours the picture, where it or the theme has changed. */
    private void paint() {
        MapPicture now = model.pictureProperty().get();
        List<Color> colors = List.of(empty.getValue(), low.getValue(), high.getValue());
        if (now == null || (now.equals(drawn) && colors.equals(drawnWith))) {
            return;
        }
        drawn = now;
        drawnWith = colors;
        int[] palette = new int[256];
        for (int level = 0; level < palette.length; level++) {
            palette[level] = argb(
                    level == 0
                            ? empty.getValue()
                            : low.getValue().interpolate(high.getValue(), Math.max(0, (level - 64) / 191.0)));
        }
        int[] pixels = new int[MapWindow.CELLS * MapWindow.CELLS];
        for (int row = 0; row < MapWindow.CELLS; row++) {
            for (int column = 0; column < MapWindow.CELLS; column++) {
                pixels[row * MapWindow.CELLS + column] = palette[now.level(column, row)];
            }
        }
        WritableImage image = new WritableImage(MapWindow.CELLS, MapWindow.CELLS);
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        MapWindow.CELLS,
                        MapWindow.CELLS,
                        PixelFormat.getIntArgbInstance(),
                        pixels,
                        0,
                        MapWindow.CELLS);
        picture.setImage(image);
    }

    /** Puts the picture where the window wants it, also one of the window before, so that zooming answers at once. */
    private void place(double side) {
        if (drawn == null) {
            return;
        }
        MapWindow wanted = model.windowProperty().get();
        MapWindow had = drawn.window();
        double scale = Math.scalb(1.0, wanted.zoom() - had.zoom());
        double cell = side / MapWindow.CELLS;
        picture.setFitWidth(side * scale);
        picture.setFitHeight(side * scale);
        picture.relocate((had.x() * scale - wanted.x()) * cell, (had.y() * scale - wanted.y()) * cell);
    }

    private void drawLines(double side) {
        lines.setWidth(side);
        lines.setHeight(side);
        GraphicsContext graphics = lines.getGraphicsContext2D();
        graphics.clearRect(0, 0, side, side);
        MapWindow window = model.windowProperty().get();
        double cell = side / MapWindow.CELLS;
        int octets = 1;
        int block = OCTET_CELLS << window.zoom();
        while (block * cell > side / 2 && octets < 4) {
            block /= OCTET_CELLS;
            octets++;
        }
        graphics.setStroke(line.getValue());
        graphics.setLineWidth(1);
        graphics.setFill(ink.getValue());
        graphics.setFont(Font.font(getLabelFamily(), 10));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.TOP);
        double startX = -Math.floorMod(window.x(), block) * cell;
        double startY = -Math.floorMod(window.y(), block) * cell;
        for (double at = startX; at <= side; at += block * cell) {
            graphics.strokeLine(Math.floor(at) + 0.5, 0, Math.floor(at) + 0.5, side);
        }
        for (double at = startY; at <= side; at += block * cell) {
            graphics.strokeLine(0, Math.floor(at) + 0.5, side, Math.floor(at) + 0.5);
        }
        // From afar the numbers would hide what they name: there, only the block that is pointed at has one.
        if (block * cell >= LABEL_SIDE * octets) {
            label(graphics, window, block, octets, cell);
        } else {
            labelPointed(graphics, window, block, octets, cell);
        }
        point(graphics, cell);
        if (isFocusVisible()) {
            graphics.setStroke(focus.getValue());
            graphics.setLineWidth(2);
            graphics.strokeRect(1, 1, side - 2, side - 2);
        }
    }

    private String getLabelFamily() {
        return Font.getDefault().getFamily();
    }

    private void label(GraphicsContext graphics, MapWindow window, int block, int octets, double cell) {
        for (int row = -Math.floorMod(window.y(), block); row < MapWindow.CELLS; row += block) {
            for (int column = -Math.floorMod(window.x(), block); column < MapWindow.CELLS; column += block) {
                int inside = Math.clamp((long) column, 0, MapWindow.CELLS - 1);
                AddressRange range = window.prefix(inside, Math.clamp((long) row, 0, MapWindow.CELLS - 1));
                graphics.fillText(octets(range.first(), octets), column * cell + 3, row * cell + 2);
            }
        }
    }

    private void labelPointed(GraphicsContext graphics, MapWindow window, int block, int octets, double cell) {
        Cell at = model.cellProperty().get();
        if (at == null) {
            return;
        }
        int column = Math.floorDiv(window.x() + at.column(), block) * block - window.x();
        int row = Math.floorDiv(window.y() + at.row(), block) * block - window.y();
        double side = block * cell;
        graphics.setStroke(ink.getValue());
        graphics.strokeRect(Math.floor(column * cell) + 0.5, Math.floor(row * cell) + 0.5, side, side);
        String text = octets(window.prefix(at.column(), at.row()).first(), octets) + "/" + 8 * octets;
        double width = 8 + text.length() * 6.2;
        double x = Math.clamp(column * cell + side + 4, 0, lines.getWidth() - width);
        double y = Math.clamp(row * cell, 0, lines.getHeight() - 16);
        graphics.setFill(empty.getValue());
        graphics.fillRect(x, y, width, 16);
        graphics.setFill(ink.getValue());
        graphics.fillText(text, x + 4, y + 2);
    }

    /** The first octets of an address, with dots between. */
    private static String octets(IpAddress address, int count) {
        return Arrays.stream(address.text().split("\\.", -1)).limit(count).collect(Collectors.joining("."));
    }

    private void point(GraphicsContext graphics, double cell) {
        Cell at = model.cellProperty().get();
        if (at != null) {
            double size = Math.max(cell, 5);
            double middle = (cell - size) / 2;
            graphics.setStroke(pointer.getValue());
            graphics.setLineWidth(1.5);
            graphics.strokeRect(at.column() * cell + middle, at.row() * cell + middle, size, size);
        }
    }

    private Cell cellAt(MouseEvent event) {
        return cellAt(event.getX(), event.getY());
    }

    private Cell cellAt(double x, double y) {
        double cell = side() / MapWindow.CELLS;
        int column = (int) Math.floor(x / cell);
        int row = (int) Math.floor(y / cell);
        boolean inside = column >= 0 && column < MapWindow.CELLS && row >= 0 && row < MapWindow.CELLS;
        return inside ? new Cell(column, row) : null;
    }

    private void point(MouseEvent event) {
        model.point(cellAt(event));
    }

    private void scroll(ScrollEvent event) {
        Cell at = cellAt(event.getX(), event.getY());
        if (at != null && event.getDeltaY() != 0) {
            model.zoom(event.getDeltaY() > 0 ? 1 : -1, at);
            event.consume();
        }
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        pressWindow = model.windowProperty().get();
        panned = false;
    }

    private void drag(MouseEvent event) {
        double cell = side() / MapWindow.CELLS;
        panned |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > ZOOM_DRAG_FREE;
        if (panned) {
            model.look(pressWindow.moved((int) Math.round((pressX - event.getX()) / cell), (int)
                    Math.round((pressY - event.getY()) / cell)));
            point(event);
        }
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && !panned) {
            point(event);
            if (event.getClickCount() == 2) {
                model.zoom(2, cellAt(event));
            } else if (event.getClickCount() == 1) {
                chosen.run();
            }
        }
    }

    private void key(KeyEvent event) {
        int step = event.isShiftDown() ? OCTET_CELLS : 1;
        switch (event.getCode()) {
            case LEFT -> model.step(-step, 0);
            case RIGHT -> model.step(step, 0);
            case UP -> model.step(0, -step);
            case DOWN -> model.step(0, step);
            case PLUS, ADD, EQUALS -> model.zoom(1, model.cellProperty().get());
            case MINUS, SUBTRACT -> model.zoom(-1, model.cellProperty().get());
            case HOME, DIGIT0, NUMPAD0 -> model.look(MapWindow.WHOLE);
            case ENTER -> chosen.run();
            case ESCAPE -> {
                if (model.cellProperty().get() == null) {
                    return;
                }
                model.point(null);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private StyleableProperty<Color> color(
            String property, String css, Function<HilbertMap, StyleableProperty<Color>> of) {
        StyleableProperty<Color> made = STYLES.createStyleableColorProperty(this, property, css, of, Color.GRAY);
        ((Observable) made).addListener(observable -> requestLayout());
        return made;
    }

    private static int argb(Color color) {
        return (int) Math.round(color.getOpacity() * 255) << 24
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }
}
