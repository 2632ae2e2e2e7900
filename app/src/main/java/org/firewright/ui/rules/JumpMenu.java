package org.firewright.ui.rules;

import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.firewright.ui.Texts;

/** The groups to which the selected rules can jump. */
final class JumpMenu {
    private final RulesModel model;

    JumpMenu(RulesModel model) {
        this.model = model;
    }

    /** Lets a button offer them whenever it is opened. */
    void fill(MenuButton button) {
        put(button.getItems()); // without an item it would not open
        button.showingProperty().subscribe(showing -> {
            if (showing) {
                put(button.getItems());
            }
        });
    }

    /** A menu of those that there are now. */
    Menu menu() {
        Menu menu = new Menu(Texts.text("action.jump"));
        put(menu.getItems());
        return menu;
    }

    private void put(ObservableList<MenuItem> items) {
        items.setAll(model.groups().reachable().stream().map(this::item).toList());
        MenuItem begin = new MenuItem(Texts.text("groups.new"));
        begin.setOnAction(event -> model.groups().begin());
        items.add(begin);
    }

    private MenuItem item(String group) {
        MenuItem item = new MenuItem(group);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> model.groups().jump(group));
        return item;
    }
}
