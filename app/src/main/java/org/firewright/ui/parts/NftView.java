package org.firewright.ui.parts;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** Text in nft's notation to read, coloured. */
public final class NftView extends StackPane {
    private final CodeArea area = new CodeArea();

    public NftView() {
        area.setEditable(false);
        area.getStyleClass().addAll("mono", "nft-page");
        area.setAccessibleRole(AccessibleRole.TEXT_AREA);
        area.accessibleTextProperty().bind(accessibleTextProperty());
        getChildren().setAll(new VirtualizedScrollPane<>(area));
    }

    /** The text itself, for an id or for changes of single lines. */
    public CodeArea area() {
        return area;
    }

    /** Shows a text from its beginning; where it is the same, what is read stays where it is. */
    public void show(String text) {
        if (!text.equals(area.getText())) {
            area.replaceText(text);
            area.setStyleSpans(0, NftStyles.of(text));
            area.moveTo(0);
            area.requestFollowCaret();
        }
    }
}
