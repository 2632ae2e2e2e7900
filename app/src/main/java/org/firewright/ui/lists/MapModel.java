package org.firewright.ui.lists;

import java.time.Duration;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Newest;
import org.firewright.ui.model.Threads;
import org.firewright.ui.parts.Format;

/** The map of a list's IPv4 addresses: which part is seen, its picture, and what is under the pointer. */
public final class MapModel {
    private final Threads threads;
    private final Newest<Wish> drawing;
    private final ReadOnlyObjectWrapper<MapWindow> window =
            new ReadOnlyObjectWrapper<>(this, "window", MapWindow.WHOLE);
    private final ReadOnlyObjectWrapper<MapPicture> picture = new ReadOnlyObjectWrapper<>(this, "picture");
    private final ReadOnlyObjectWrapper<Cell> cell = new ReadOnlyObjectWrapper<>(this, "cell");
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper(this, "words", "");
    private volatile AddressCounts counts = new AddressCounts(AddressRanges.EMPTY);
    private AddressRanges shown = AddressRanges.EMPTY;
    private volatile Wish newest;

    /**
     * A cell of the window.
     *
     * @param column from the left, 0 on
     * @param row from above, 0 on
     */
    public record Cell(int column, int row) {}

    private record Wish(AddressRanges list, MapWindow window) {}

    private record Drawn(AddressCounts counts, MapPicture picture) {}

    public MapModel(Threads threads) {
        this.threads = threads;
        drawing = new Newest<>(threads, Duration.ZERO, this::draw);
    }

    /** The part that is wanted; its picture may be a moment behind. */
    public ReadOnlyObjectProperty<MapWindow> windowProperty() {
        return window.getReadOnlyProperty();
    }

    /** The newest picture; null before the first. */
    public ReadOnlyObjectProperty<MapPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** The cell that pointer or keys are at; null where none is. */
    public ReadOnlyObjectProperty<Cell> cellProperty() {
        return cell.getReadOnlyProperty();
    }

    /** What is at that cell: its prefix, how many ranges and addresses, what part of it. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** Shows a list; the window stays where it is. */
    public void show(AddressRanges list) {
        if (!list.equals(shown)) {
            shown = list;
            wish();
        }
    }

    /** Whether the list has an address to show. */
    public boolean isEmpty() {
        return shown.v4Count() == 0;
    }

    /** Shows this part. */
    public void look(MapWindow wanted) {
        if (!wanted.equals(window.get())) {
            window.set(wanted);
            wish();
            tell();
        }
    }

    /** Looks nearer at a cell, or from farther away for a negative number of steps. */
    public void zoom(int steps, Cell at) {
        Cell fixed = at == null ? new Cell(MapWindow.CELLS / 2, MapWindow.CELLS / 2) : at;
        look(window.get().zoomed(steps, fixed.column(), fixed.row()));
    }

    /** Shows a range in the middle, so near that it can be seen, and points at it. */
    public void showBlock(AddressRange range) {
        long size = range.last().lower() - range.first().lower() + 1;
        int zoom = Math.clamp(
                (Long.SIZE - Long.numberOfLeadingZeros(0x1_0000_0000L / size)) / 2 - 6, 0, MapWindow.MAX_ZOOM);
        look(MapWindow.around(range.first(), zoom));
        point(new Cell(window.get().column(range.first()), window.get().row(range.first())));
    }

    /** Points at a cell; null for none. */
    public void point(Cell at) {
        cell.set(at);
        tell();
    }

    /** Moves what is pointed at; the window follows where it would leave it. */
    public void step(int columns, int rows) {
        Cell at = cell.get() == null ? new Cell(MapWindow.CELLS / 2, MapWindow.CELLS / 2) : cell.get();
        int column = at.column() + columns;
        int row = at.row() + rows;
        int keptColumn = Math.clamp(column, 0, MapWindow.CELLS - 1);
        int keptRow = Math.clamp(row, 0, MapWindow.CELLS - 1);
        look(window.get().moved(column - keptColumn, row - keptRow));
        point(new Cell(keptColumn, keptRow));
    }

    /** The addresses of the cell that is pointed at; null where none is. */
    public AddressRange pointed() {
        return cell.get() == null
                ? null
                : window.get().prefix(cell.get().column(), cell.get().row());
    }

    private void wish() {
        newest = new Wish(shown, window.get());
        drawing.offer(newest);
    }

    private void draw(Wish wish) {
        AddressCounts known = counts;
        AddressCounts of = known.isOf(wish.list()) ? known : new AddressCounts(wish.list());
        MapPicture drawn = MapPicture.of(of, wish.window(), () -> !wish.equals(newest));
        if (wish.equals(newest)) {
            threads.fx().execute(() -> show(new Drawn(of, drawn)));
        }
    }

    private void show(Drawn drawn) {
        counts = drawn.counts();
        picture.set(drawn.picture());
        tell();
    }

    private void tell() {
        AddressRange block = pointed();
        if (block == null || !counts.isOf(shown)) {
            words.set(Texts.text("lists.map.all", Format.number(counts.all())));
            return;
        }
        long addresses = counts.in(block);
        double part = 100.0 * addresses / (block.last().lower() - block.first().lower() + 1);
        String share = addresses == 0
                ? Texts.text("lists.map.empty")
                : Texts.text("lists.map.share", part >= 0.1 ? String.format(Locale.ROOT, "%.1f", part) : "< 0.1");
        words.set(block.text() + " · "
                + Texts.count("lists.map.ranges", counts.rangesIn(block)) + " · "
                + Texts.count("lists.map.addresses", addresses) + " · " + share);
    }
}
