package org.firewright.ui.parts;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** Lies over a place while something from outside is dragged over it, and says what a drop will do, or why nothing. */
public final class DropShade extends StackPane {
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

    private final FontIcon icon = new FontIcon();
    private final Label words = new Label("", icon);

    public DropShade() {
        getStyleClass().add("drop-shade");
        words.getStyleClass().add("drop-words");
        words.setWrapText(true);
        getChildren().add(words);
        setMouseTransparent(true);
        setVisible(false);
    }

    /**
     * Shows it.
     *
     * @param sensible whether a drop will do something
     */
    public void say(String text, boolean sensible) {
        words.setText(text);
        icon.setIconLiteral(sensible ? "mdi2t-tray-arrow-down" : "mdi2c-cancel");
        pseudoClassStateChanged(REFUSED, !sensible);
        setVisible(true);
    }

    /** Nothing is dragged over the place any more. */
    public void hide() {
        setVisible(false);
    }
}
