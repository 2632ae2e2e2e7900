package org.firewright.ui.frame;

import java.util.List;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Deed;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Overlay;

/** Which keys do what, here and in the rules. */
public final class ShortcutsController {
    private static final List<String> IN_RULES =
            List.of("move", "toggle", "remove", "edit", "limit", "chips", "copy", "alternative", "block", "list");

    private final Supplier<List<Deed>> deeds;
    private final Navigation navigation;

    @FXML
    private GridPane keys;

    ShortcutsController(Supplier<List<Deed>> deeds, Navigation navigation) {
        this.deeds = deeds;
        this.navigation = navigation;
    }

    @FXML
    private void initialize() {
        int row = 0;
        for (Deed deed : deeds.get()) {
            if (!deed.keys().isEmpty()) {
                add(row++, KeyCombination.valueOf(deed.keys()).getDisplayText(), deed.name());
            }
        }
        for (String key : IN_RULES) {
            add(row++, Texts.text("shortcut." + key + ".keys"), Texts.text("shortcut." + key));
        }
    }

    @FXML
    private void close() {
        navigation.overlayProperty().set(Overlay.NONE);
    }

    private void add(int row, String combination, String words) {
        Label cap = new Label(combination);
        cap.getStyleClass().add("keycap");
        keys.addRow(row, cap, new Label(words));
    }
}
