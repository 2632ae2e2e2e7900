package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.firewright.policy.Action;
import org.firewright.policy.Target;
import org.firewright.ui.Texts;

/** What can be done to the selected rules, and to the chip below the pointer. */
final class RuleMenu {
    private final RulesModel model;
    private final RuleClipboard clipboard;

    RuleMenu(RulesModel model, RuleClipboard clipboard) {
        this.model = model;
        this.clipboard = clipboard;
    }

    List<MenuItem> items(Optional<RulesModel.ChipCursor> chip) {
        List<MenuItem> items = new ArrayList<>();
        chip.ifPresent(at -> items.addAll(chipItems(at)));
        items.addAll(List.of(
                item(
                        "menu.rename",
                        key(KeyCode.F2),
                        () -> model.wantedProperty().set(RulesModel.EditorPart.NAME)),
                item("menu.text", null, () -> model.wantedProperty().set(RulesModel.EditorPart.TEXT)),
                item("menu.toggle", key(KeyCode.SPACE), model::toggleSelected),
                actions(),
                item("menu.limit", key(KeyCode.L), model::editLimit),
                conditions(),
                lists(),
                new SeparatorMenuItem(),
                item("menu.up", key(KeyCode.UP, KeyCombination.ALT_DOWN), () -> model.move(-1)),
                item("menu.down", key(KeyCode.DOWN, KeyCombination.ALT_DOWN), () -> model.move(1)),
                targets("menu.moveto", false),
                targets("menu.copyto", true),
                new SeparatorMenuItem(),
                item("menu.cut", shortcut(KeyCode.X), clipboard::cutRules),
                item("menu.copy", shortcut(KeyCode.C), clipboard::copyRules),
                copies(),
                paste(),
                item("menu.duplicate", shortcut(KeyCode.D), clipboard::duplicate),
                item("menu.delete", key(KeyCode.DELETE), () -> {
                    model.cursor(null);
                    model.remove();
                })));
        return items;
    }

    private List<MenuItem> chipItems(RulesModel.ChipCursor chip) {
        return List.of(
                item(
                        "menu.chip.edit",
                        key(KeyCode.ENTER),
                        () -> model.editedProperty().set(chip)),
                item(
                        "menu.chip.negate",
                        null,
                        () -> model.editWhen(
                                model.table().rows().get(chip.row()),
                                Texts.text("edit.condition", chip.row() + 1),
                                when -> Conditions.negate(when, chip.place()))),
                item("menu.chip.remove", null, () -> model.removeChip(chip)),
                new SeparatorMenuItem());
    }

    private Menu actions() {
        Menu menu = new Menu(Texts.text("menu.action"));
        for (Action action : Action.values()) {
            if (action == Action.JUMP) {
                menu.getItems().add(new JumpMenu(model).menu());
                continue;
            }
            MenuItem item = new MenuItem(Texts.text("action." + RuleCells.styleClass(action)));
            item.setOnAction(event -> model.act(action));
            menu.getItems().add(item);
        }
        return menu;
    }

    private Menu conditions() {
        Menu menu = new Menu(Texts.text("menu.condition"));
        for (PaletteBlock.Group group : PaletteBlock.Group.values()) {
            if (group != PaletteBlock.Group.ACTIONS) {
                Menu sub = new Menu(group.title());
                for (PaletteBlock block : group.blocks()) {
                    MenuItem item = new MenuItem(block.label());
                    item.setOnAction(event -> drop(block.carried()));
                    sub.getItems().add(item);
                }
                menu.getItems().add(sub);
            }
        }
        return menu;
    }

    private Menu lists() {
        Menu menu = new Menu(Texts.text("menu.list"));
        for (String list : model.lists()) {
            MenuItem item = new MenuItem("$" + list);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> drop(new Carried.AddressList(list)));
            menu.getItems().add(item);
        }
        menu.setDisable(menu.getItems().isEmpty());
        return menu;
    }

    private void drop(Carried carried) {
        model.drop(carried, RulesModel.KeyDrop.RULE);
    }

    private Menu targets(String key, boolean copy) {
        Menu menu = new Menu(Texts.text(key));
        for (Target target : model.others()) {
            MenuItem item = new MenuItem(Texts.text("menu.target", target.text(), target.policyNames()));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> {
                Carried.Rules rules = new Carried.Rules(
                        model.policyProperty().get().name(),
                        model.table().selectedProperty().get(),
                        "");
                model.apply(model.plan(rules, new DropPlace.OnNamespace(target.text(), target.policies()), copy));
            });
            menu.getItems().add(item);
        }
        menu.setDisable(menu.getItems().isEmpty());
        return menu;
    }

    private Menu copies() {
        Menu menu = new Menu(Texts.text("menu.copyas"));
        menu.getItems()
                .setAll(
                        item("menu.copyas.nft", null, clipboard::copyNft),
                        item("menu.copyas.command", null, clipboard::copyCommandLine),
                        item("menu.copyas.yaml", null, clipboard::copyRules));
        return menu;
    }

    private MenuItem paste() {
        MenuItem item = item("menu.paste", shortcut(KeyCode.V), () -> clipboard.paste(RulesModel.KeyDrop.RULE));
        item.setDisable(!RuleClipboard.holdsText());
        return item;
    }

    private static KeyCombination key(KeyCode code, KeyCombination.Modifier... modifiers) {
        return new KeyCodeCombination(code, modifiers);
    }

    private static KeyCombination shortcut(KeyCode code) {
        return key(code, KeyCombination.SHORTCUT_DOWN);
    }

    /** The key is only told here; the table listens to it, so that it does not act where text is typed. */
    private static MenuItem item(String text, KeyCombination key, Runnable work) {
        MenuItem item = new MenuItem(Texts.text(text));
        item.setAccelerator(key);
        item.setOnAction(event -> work.run());
        return item;
    }
}
