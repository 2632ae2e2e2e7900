package org.firewright.ui.lists;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.firewright.expression.AddressRange;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/** A list's ranges as rows: which of them are seen, chosen and found. Nothing here takes longer for a longer list. */
public final class RangesModel {
    private final ReadOnlyObjectWrapper<RangeRows> rows = new ReadOnlyObjectWrapper<>(this, "rows", RangeRows.EMPTY);
    private final ReadOnlyIntegerWrapper top = new ReadOnlyIntegerWrapper(this, "top");
    private final ReadOnlyIntegerWrapper cursor = new ReadOnlyIntegerWrapper(this, "cursor", -1);
    private final ReadOnlyObjectWrapper<RowSelection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection", RowSelection.NONE);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final ReadOnlyObjectWrapper<RangeFind> found =
            new ReadOnlyObjectWrapper<>(this, "found", RangeFind.NOTHING);
    private String list = "";
    private int page = 1;
    private int anchor = -1;

    public RangesModel() {
        search.subscribe(text -> find());
    }

    /** The rows of the list. */
    public ReadOnlyObjectProperty<RangeRows> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** The first row that is seen. */
    public ReadOnlyIntegerProperty topProperty() {
        return top.getReadOnlyProperty();
    }

    /** The row that keys move from; -1 where none is. */
    public ReadOnlyIntegerProperty cursorProperty() {
        return cursor.getReadOnlyProperty();
    }

    /** The rows that are chosen. */
    public ReadOnlyObjectProperty<RowSelection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /** What is looked for: an address, a prefix, two addresses, or how an address begins. */
    public StringProperty searchProperty() {
        return search;
    }

    /** What the search came to. */
    public ReadOnlyObjectProperty<RangeFind> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Shows a list. One that changes its content keeps the place; another begins at its first row. */
    public void show(String name, RangeRows now) {
        boolean same = name.equals(list);
        if (same && now.ranges().equals(rows.get().ranges())) {
            return;
        }
        if (!same) {
            search.set("");
        }
        list = name;
        found.set(RangeFind.NOTHING);
        selection.set(RowSelection.NONE);
        anchor = -1;
        cursor.set(-1);
        rows.set(now);
        scrollTo(same ? top.get() : 0);
        find();
    }

    /** Tells how many whole rows are seen at once. */
    public void pageSize(int wholeRows) {
        page = Math.max(1, wholeRows);
        scrollTo(top.get());
    }

    /** How many whole rows are seen at once. */
    public int pageSize() {
        return page;
    }

    /** The highest {@link #topProperty} that makes sense. */
    public int lastTop() {
        return Math.max(0, rows.get().count() - page);
    }

    /** Lets this row be the first that is seen, as far as there are rows enough behind it. */
    public void scrollTo(long row) {
        top.set(Math.clamp(row, 0, lastTop()));
    }

    /** Goes to a row as a click or a key does; beyond the ends, to the first or last. */
    public void goTo(long wanted, boolean extend) {
        if (rows.get().count() == 0) {
            return;
        }
        int row = Math.clamp(wanted, 0, rows.get().count() - 1);
        if (!extend || anchor < 0) {
            anchor = row;
        }
        cursor.set(row);
        selection.set(RowSelection.of(anchor, row));
        see(row);
    }

    /** Goes so many rows down, or up for a negative number. */
    public void move(int steps, boolean extend) {
        goTo(cursor.get() < 0 ? top.get() : (long) cursor.get() + steps, extend);
    }

    /** Chooses one row more, or one less. */
    public void toggle(int row) {
        anchor = row;
        cursor.set(row);
        selection.set(selection.get().toggled(row));
        see(row);
    }

    /** Chooses every row. */
    public void selectAll() {
        if (rows.get().count() > 0) {
            selection.set(RowSelection.of(0, rows.get().count() - 1));
        }
    }

    /** Chooses nothing. */
    public void selectNone() {
        selection.set(RowSelection.NONE);
    }

    /** Goes to the next row that the search found; behind the last comes the first. */
    public void next() {
        goToFound(found.get().after(cursor.get()));
    }

    /** Goes to the row before that the search found; before the first comes the last. */
    public void previous() {
        goToFound(found.get().before(cursor.get()));
    }

    /** Looks for this block, as if it had been typed. */
    public void searchFor(AddressRange block) {
        search.set(block.text().replace("..", "-"));
    }

    /** What the search came to, in words; empty where nothing is looked for. */
    public String foundText() {
        RangeFind find = found.get();
        return switch (find.query()) {
            case RangeQuery.Nothing _ -> "";
            case RangeQuery.Unclear _ -> Texts.text("lists.search.unclear");
            case RangeQuery.Address _ ->
                find.count() > 0 ? Texts.text("lists.search.in", range(find.near())) : notInside(find);
            case RangeQuery.Block _ -> Texts.count("lists.search.block", find.count());
            case RangeQuery.Beginning beginning ->
                Texts.count("lists.search.beginning", find.count(), beginning.text());
        };
    }

    /** What is chosen, in words; empty where nothing is. */
    public String selectionText() {
        int count = selection.get().count();
        return count < 2 ? "" : Texts.text("lists.selected", Format.number(count));
    }

    /** The chosen rows as lines of text; takes time with their number, so not to be called where somebody waits. */
    public static String lines(RangeRows rows, RowSelection selection) {
        StringBuilder text = new StringBuilder();
        for (RowSpan span : selection.spans()) {
            for (int row = span.first(); row < span.end(); row++) {
                text.append(rows.text(row)).append('\n');
            }
        }
        return text.toString();
    }

    private String notInside(RangeFind find) {
        return find.near() < 0 ? Texts.text("lists.search.none") : Texts.text("lists.search.near", range(find.near()));
    }

    private String range(int row) {
        return rows.get().text(row);
    }

    private void find() {
        RangeFind find = RangeFind.in(rows.get(), RangeQuery.of(search.get()));
        found.set(find);
        if (find.count() > 0) {
            goToFound(find.near());
        } else if (find.near() >= 0) {
            centre(find.near());
        }
    }

    private void goToFound(int row) {
        if (row >= 0) {
            boolean seen = row >= top.get() && row < top.get() + page;
            goTo(row, false);
            if (!seen) {
                centre(row);
            }
        }
    }

    private void centre(int row) {
        scrollTo(row - page / 3);
    }

    private void see(int row) {
        if (row < top.get()) {
            scrollTo(row);
        } else if (row >= top.get() + page) {
            scrollTo((long) row - page + 1);
        }
    }
}
