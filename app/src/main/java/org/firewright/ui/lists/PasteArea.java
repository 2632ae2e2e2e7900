package org.firewright.ui.lists;

import java.util.function.Consumer;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;

/**
 * A field into which lists are pasted. What is pasted into the empty field is handed on at once; it also stands in the
 * field, unless it is so long that showing it would hold up the window.
 */
public final class PasteArea extends TextArea {
    /** Characters that the field shows without a pause that anybody notices. */
    private static final int SHOWN = 64 << 10;

    private Consumer<String> pasted = text -> {};

    /** Hands what is pasted to this one. */
    public void setPasted(Consumer<String> listener) {
        pasted = listener;
    }

    @Override
    public void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text == null || text.isBlank()) {
            return;
        }
        boolean empty = getText().isBlank();
        if (text.length() <= SHOWN) {
            super.paste();
        }
        if (empty || text.length() > SHOWN) {
            pasted.accept(text);
        }
    }
}
