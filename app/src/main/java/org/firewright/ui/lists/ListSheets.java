package org.firewright.ui.lists;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which sheet lies over the Lists place. */
public final class ListSheets {
    private final ReadOnlyObjectWrapper<Sheet> open = new ReadOnlyObjectWrapper<>(this, "open", Sheet.NONE);

    /** The sheets. */
    public enum Sheet {
        NONE,
        /** New content, for a new list or one that is there. */
        IMPORT,
        /** Which lists contain an address. */
        CONTAINS,
        /** Another name for a list. */
        RENAME,
        /** Taking a list out of the project. */
        REMOVE,
        /** Writing a list to a file. */
        EXPORT,
        /** Lines of a list that were not understood. */
        BAD_LINES
    }

    /** The sheet that is open. */
    public ReadOnlyObjectProperty<Sheet> openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Opens a sheet, in the place of one that is open. */
    public void open(Sheet sheet) {
        open.set(sheet);
    }

    /** Closes it. */
    public void close() {
        open.set(Sheet.NONE);
    }
}
