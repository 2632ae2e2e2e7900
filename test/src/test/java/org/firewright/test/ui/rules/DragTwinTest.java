package org.firewright.test.ui.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.firewright.policy.PolicyRule;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever the mouse can drag the keyboard can do: both leave the same project on disk. */
@Tag("ui")
class DragTwinTest {
    @TempDir
    Path folder;

    /** The same thing done in both ways. */
    record Twin(String what, Consumer<RulesWindow> mouse, Consumer<RulesWindow> keyboard) {
        @Override
        public String toString() {
            return what;
        }
    }

    static final List<Twin> TWINS = List.of(
            new Twin(
                    "block onto rule",
                    rules -> rules.drag(rules.block("TTL"), rules.name(2)),
                    rules -> block(rules, 2, 0, "#block-ttl", KeyCode.ENTER)),
            new Twin(
                    "block onto chip",
                    rules -> rules.drag(rules.block("UDP port"), rules.middle(rules.chip(1, 2))),
                    rules -> block(rules, 1, 2, "#block-udp-port", KeyCode.SHIFT, KeyCode.ENTER)),
            new Twin(
                    "block between rules",
                    rules -> rules.drag(rules.block("Source"), rules.lower(rules.row(1))),
                    rules -> block(rules, 1, 0, "#block-source", KeyCode.CONTROL, KeyCode.ENTER)),
            new Twin(
                    "action onto rule",
                    rules -> rules.drag(rules.block("Drop"), rules.name(2)),
                    rules -> block(rules, 2, 0, "#block-drop", KeyCode.ENTER)),
            new Twin(
                    "limit onto rule",
                    rules -> rules.drag(rules.block("Limit"), rules.name(2)),
                    rules -> keys(rules, 2, 0, List.of(KeyCode.L), List.of(KeyCode.ENTER))),
            new Twin(
                    "jump onto rule",
                    rules -> {
                        rules.drag(rules.block("Jump"), rules.name(2));
                        newGroup(rules);
                    },
                    rules -> {
                        block(rules, 2, 0, "#block-jump", KeyCode.ENTER);
                        newGroup(rules);
                    }),
            new Twin(
                    "jump between rules",
                    rules -> {
                        rules.drag(rules.block("Jump"), rules.lower(rules.row(2)));
                        newGroup(rules);
                    },
                    rules -> {
                        block(rules, 2, 0, "#block-jump", KeyCode.CONTROL, KeyCode.ENTER);
                        newGroup(rules);
                    }),
            new Twin(
                    "list onto rule",
                    rules -> rules.drag(rules.list("ipsum"), rules.name(3)),
                    rules -> list(rules, 3, 0, KeyCode.INSERT)),
            new Twin(
                    "list onto chip",
                    rules -> rules.drag(rules.list("partners"), rules.middle(rules.chip(1, 1))),
                    rules -> list(rules, 1, 1, KeyCode.SHIFT, KeyCode.INSERT)),
            new Twin(
                    "list between rules",
                    rules -> rules.drag(rules.list("ipsum"), rules.lower(rules.row(2))),
                    rules -> list(rules, 2, 0, KeyCode.CONTROL, KeyCode.INSERT)),
            new Twin(
                    "rule moved",
                    rules -> rules.drag(rules.handle(1), rules.lower(rules.row(2))),
                    rules -> keys(rules, 1, 0, List.of(KeyCode.ALT, KeyCode.DOWN))),
            new Twin(
                    "rule copied",
                    rules -> copy(rules, 2, rules.lower(rules.row(2))),
                    rules -> keys(rules, 2, 0, List.of(KeyCode.CONTROL, KeyCode.D))),
            new Twin(
                    "rule moved to namespace",
                    rules -> rules.drag(rules.handle(2), rules.middle(rules.target("globex"))),
                    rules -> {
                        keys(rules, 2, 0, List.of(KeyCode.CONTROL, KeyCode.X));
                        rules.display().choose("lab1/globex");
                        keys(rules, 1, 0, List.of(KeyCode.CONTROL, KeyCode.V));
                    }),
            new Twin(
                    "rule copied to namespace",
                    rules -> copy(rules, 2, rules.middle(rules.target("globex"))),
                    rules -> {
                        keys(rules, 2, 0, List.of(KeyCode.CONTROL, KeyCode.C));
                        rules.display().choose("lab1/globex");
                        keys(rules, 1, 0, List.of(KeyCode.CONTROL, KeyCode.V));
                    }),
            new Twin("condition moved", rules -> rules.drag(rules.chip(1, 2), rules.name(2)), rules -> {
                keys(rules, 1, 2, List.of(KeyCode.CONTROL, KeyCode.X));
                keys(rules, 2, 0, List.of(KeyCode.CONTROL, KeyCode.V));
            }),
            new Twin(
                    "condition copied as alternative",
                    rules -> rules.dragWithControl(rules.chip(1, 2), rules.middle(rules.chip(3, 1))),
                    rules -> {
                        keys(rules, 1, 2, List.of(KeyCode.CONTROL, KeyCode.C));
                        keys(rules, 3, 1, List.of(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V));
                    }));

    private record Rules(List<PolicyRule> edge, List<PolicyRule> inner) {
        static Rules of(RulesWindow window) {
            return new Rules(window.rules("edge"), window.rules("inner"));
        }
    }

    @ParameterizedTest
    @FieldSource("TWINS")
    void theKeyboardDoesWhatTheMouseDoes(Twin twin) throws Exception {
        Rules dragged;
        try (RulesWindow window = open("mouse")) {
            Rules before = Rules.of(window);
            twin.mouse.accept(window);
            window.press(KeyCode.ESCAPE); // an editor that has opened
            Display.until(
                    "the drag has changed the project",
                    30,
                    () -> !Rules.of(window).equals(before));
            dragged = Rules.of(window);
        }
        try (RulesWindow window = open("keys")) {
            twin.keyboard.accept(window);
            window.press(KeyCode.ESCAPE);
            Display.until(
                    "the keys have done the same: " + dragged,
                    30,
                    () -> Rules.of(window).equals(dragged));
        }
    }

    private RulesWindow open(String name) throws Exception {
        return RulesWindow.open(Files.createDirectories(folder.resolve(name)), Theme.LIGHT);
    }

    /** Goes to a rule, and to a chip of it from 1 on, by keys alone. */
    private static void goTo(RulesWindow rules, int rule, int chip) {
        Display.onFx(() -> {
            rules.robot().lookup("#table").query().requestFocus();
            return null;
        });
        rules.press(KeyCode.HOME);
        for (int i = 1; i < rule; i++) {
            rules.press(KeyCode.DOWN);
        }
        for (int i = 0; i < chip; i++) {
            rules.press(KeyCode.RIGHT);
        }
    }

    /** Answers the box of a jump with the keyboard: a new group, as there is none yet. */
    private static void newGroup(RulesWindow rules) {
        rules.awaitKeyboard(".jump-choice");
        rules.press(KeyCode.ENTER);
        rules.awaitKeyboard("#answer");
        rules.type("web");
        rules.press(KeyCode.ENTER);
        Display.until(
                "a rule jumps there",
                10,
                () -> rules.rules("edge").stream().anyMatch(rule -> rule.to().equals("web")));
    }

    @SafeVarargs
    private static void keys(RulesWindow rules, int rule, int chip, List<KeyCode>... combinations) {
        goTo(rules, rule, chip);
        for (List<KeyCode> keys : combinations) {
            rules.press(keys.toArray(KeyCode[]::new));
        }
    }

    private static void block(RulesWindow rules, int rule, int chip, String block, KeyCode... keys) {
        goTo(rules, rule, chip);
        focus(rules, block);
        rules.press(keys);
    }

    private static void list(RulesWindow rules, int rule, int chip, KeyCode... keys) {
        goTo(rules, rule, chip);
        String name = keys.length == 2 && keys[0] == KeyCode.SHIFT ? "partners" : "ipsum";
        focus(rules, ".sidebar .list-view");
        rules.press(KeyCode.HOME);
        if (name.equals("partners")) {
            rules.press(KeyCode.DOWN);
        }
        rules.press(keys);
    }

    private static void focus(RulesWindow rules, String query) {
        Display.onFx(() -> {
            rules.robot().lookup(query).query().requestFocus();
            return null;
        });
        rules.awaitKeyboard(query);
    }

    /** Ctrl and the mouse's button add to what is selected, so the rule is first selected alone. */
    private static void copy(RulesWindow rules, int rule, Point2D to) {
        rules.robot().clickOn(rules.name(rule));
        RulesWindow.settle();
        rules.dragWithControl(rules.handle(rule), to);
    }
}
