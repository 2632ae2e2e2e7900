package org.firewright.ui.lists;

import java.util.List;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
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

    private final StyleableProperty<Color> empty = color("empty", "-fw-map-empty", map -> map.empty);
    private final StyleableProperty<Color> low = color("low", "-fw-map-low", map -> map.low);
    private final StyleableProperty<Color> high = color("high", "-fw-map-high", map -> map.high);
    private final StyleableProperty<Color> line = color("line", "-fw-map-line", map -> map.line);
    private final StyleableProperty<Color> ink = color("ink", "-fw-map-ink", map -> map.ink);
    private final StyleableProperty<Color> pointer = color("pointer", "-fw-map-pointer", map -> map.pointer);
    private final StyleableProperty<Color> focus = color("focus", "-fw-map-focus", map -> map.focus);

    private final StyleableProperty<Number> text =
            STYLES.createStyleableNumberProperty(this, "text", "-fw-map-text", map -> map.text, 10);

    private final ImageView picture = new ImageView();
    private final MapLines lines = new MapLines();
    private MapModel model;
    private MapPicture drawn;
    private MapColors drawnWith;
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
        MapColors colors = colors();
        paint(colors);
        place(side);
        lines.draw(
                side,
                model.windowProperty().get(),
                drawn,
                model.cellProperty().get(),
                colors,
                text.getValue().doubleValue(),
                isFocusVisible());
    }

    private double side() {
        return Math.floor(Math.min(getWidth(), getHeight()));
    }

    private MapColors colors() {
        return new MapColors(
                empty.getValue(),
                low.getValue(),
                high.getValue(),
                line.getValue(),
                ink.getValue(),
                pointer.getValue(),
                focus.getValue());
    }

    /** Colours the picture, where it or the theme has changed. */
    private void paint(MapColors colors) {
        MapPicture now = model.pictureProperty().get();
        if (now != null && !(now.equals(drawn) && colors.equals(drawnWith))) {
            drawn = now;
            drawnWith = colors;
            picture.setImage(colors.image(now));
        }
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
}
