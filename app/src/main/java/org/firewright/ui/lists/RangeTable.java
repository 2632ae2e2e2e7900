package org.firewright.ui.lists;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/**
 * A table of as many rows as there are. It has nodes only for the rows that are seen, and a scroll bar of its own, so
 * that a jump costs the same in a list of ten and of a million.
 */
public final class RangeTable extends Region {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");

    private static final double SHORTEST_THUMB = 0.07;

    private final List<Row> nodes = new ArrayList<>();
    private final Rectangle clip = new Rectangle();
    private final ScrollBar bar = new ScrollBar();
    private RangesModel model;
    private double rowHeight = 1;
    private double wheel;
    private boolean placing;

    public RangeTable() {
        getStyleClass().add("range-table");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().subscribe(value -> {
            if (!placing && model != null) {
                model.scrollTo(Math.round(value.doubleValue()));
            }
        });
        getChildren().add(bar);
        setClip(clip);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Shows this model; to be called once. */
    public void show(RangesModel shown) {
        model = shown;
        InvalidationListener changed = observable -> {
            requestLayout();
            notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        };
        shown.rowsProperty().addListener(changed);
        shown.topProperty().addListener(changed);
        shown.cursorProperty().addListener(changed);
        shown.selectionProperty().addListener(changed);
        shown.foundProperty().addListener(changed);
        requestLayout();
    }

    /** The row at this height; may lie beyond the rows that are seen. */
    private int rowAt(double y) {
        return model.topProperty().get() + (int) Math.floor((y - snappedTopInset()) / rowHeight);
    }

    @Override
    protected void layoutChildren() {
        if (model == null) {
            return;
        }
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = getWidth() - left - snappedRightInset();
        double height = getHeight() - top - snappedBottomInset();
        if (nodes.isEmpty()) {
            addRow();
        }
        rowHeight = Math.max(1, snapSizeY(nodes.getFirst().prefHeight(-1)));
        int whole = (int) (height / rowHeight);
        while (nodes.size() < whole + 1) {
            addRow();
        }
        if (whole != model.pageSize() && whole > 0) {
            model.pageSize(whole);
        }
        int count = model.rowsProperty().get().count();
        boolean scrolls = count > whole;
        double barWidth = scrolls ? snapSizeX(bar.prefWidth(-1)) : 0;
        bar.setVisible(scrolls);
        bar.resizeRelocate(left + width - barWidth, top, barWidth, height);
        placeBar(count, whole);
        int digits = Format.number(count).length();
        for (int i = 0; i < nodes.size(); i++) {
            Row node = nodes.get(i);
            int row = model.topProperty().get() + i;
            node.setVisible(row < count && i * rowHeight < height);
            node.resizeRelocate(left, top + i * rowHeight, width - barWidth, rowHeight);
            if (node.isVisible()) {
                node.fill(model, row, digits, isFocused());
            }
        }
    }

    private void placeBar(int count, int whole) {
        placing = true;
        int last = Math.max(1, model.lastTop());
        bar.setMax(last);
        // A thumb of one row in a million could not be seen, let alone dragged.
        bar.setVisibleAmount(count == 0 ? last : Math.max((double) last * whole / count, SHORTEST_THUMB * last));
        bar.setBlockIncrement(whole);
        bar.setUnitIncrement(1);
        bar.setValue(model.topProperty().get());
        placing = false;
    }

    private void addRow() {
        Row row = new Row();
        nodes.add(row);
        getChildren().addFirst(row);
        row.applyCss();
    }

    private void scroll(ScrollEvent event) {
        wheel -= event.getDeltaY() / rowHeight;
        int rows = (int) wheel;
        wheel -= rows;
        model.scrollTo((long) model.topProperty().get() + rows);
        event.consume();
    }

    private void press(MouseEvent event) {
        requestFocus();
        int row = rowAt(event.getY());
        if (row >= model.rowsProperty().get().count() || event.getButton() == MouseButton.MIDDLE) {
            return;
        }
        boolean chosen = model.selectionProperty().get().contains(row);
        if (event.getButton() == MouseButton.SECONDARY && chosen) {
            return; // the menu is about everything that is chosen
        }
        if (event.isShortcutDown()) {
            model.toggle(row);
        } else {
            model.goTo(row, event.isShiftDown());
        }
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && !event.isShortcutDown()) {
            model.goTo(rowAt(event.getY()), true);
        }
    }

    private void key(KeyEvent event) {
        boolean extend = event.isShiftDown();
        int page = model.pageSize();
        switch (event.getCode()) {
            case UP -> model.move(-1, extend);
            case DOWN -> model.move(1, extend);
            case PAGE_UP -> model.move(-page, extend);
            case PAGE_DOWN -> model.move(page, extend);
            case HOME -> model.goTo(0, extend);
            case END -> model.goTo(Integer.MAX_VALUE, extend);
            case SPACE -> model.toggle(Math.max(0, model.cursorProperty().get()));
            case A -> {
                if (!event.isShortcutDown()) {
                    return;
                }
                model.selectAll();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        int top = model == null ? 0 : model.topProperty().get();
        return switch (attribute) {
            case ITEM_COUNT -> model == null ? 0 : model.rowsProperty().get().count();
            case FOCUS_ITEM -> node(model == null ? -1 : model.cursorProperty().get() - top);
            case ITEM_AT_INDEX -> node((Integer) parameters[0] - top);
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private Row node(int index) {
        return index >= 0 && index < nodes.size() ? nodes.get(index) : null;
    }

    /** One row that is seen, whichever it is just now. */
    private static final class Row extends HBox {
        private final Label number = new Label();
        private final Label range = new Label();
        private final Label size = new Label();
        private int index;

        Row() {
            getStyleClass().add("range-row");
            number.getStyleClass().addAll("mono", "row-number");
            range.getStyleClass().addAll("mono", "row-range");
            size.getStyleClass().addAll("mono", "row-size");
            range.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(range, Priority.ALWAYS);
            size.setMinWidth(USE_PREF_SIZE);
            getChildren().addAll(number, range, size);
            setManaged(false);
            setAccessibleRole(AccessibleRole.LIST_ITEM);
        }

        void fill(RangesModel model, int row, int digits, boolean focused) {
            index = row;
            RangeRows rows = model.rowsProperty().get();
            number.setMinWidth(number.getFont().getSize() * (0.62 * digits + 0.4));
            number.setText(Format.number(row + 1));
            range.setText(rows.text(row));
            size.setText(rows.addresses(row));
            pseudoClassStateChanged(SELECTED, model.selectionProperty().get().contains(row));
            pseudoClassStateChanged(FOUND, model.foundProperty().get().contains(row));
            pseudoClassStateChanged(
                    CURSOR, focused && row == model.cursorProperty().get());
            setAccessibleText(Texts.text("lists.row", number.getText(), range.getText(), size.getText()));
            layout();
        }

        @Override
        public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            return switch (attribute) {
                case INDEX -> index;
                case SELECTED -> getPseudoClassStates().contains(SELECTED);
                default -> super.queryAccessibleAttribute(attribute, parameters);
            };
        }
    }
}
