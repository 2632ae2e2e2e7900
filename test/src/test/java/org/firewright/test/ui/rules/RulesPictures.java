package org.firewright.test.ui.rules;

import java.io.IOException;
import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.testfx.robot.Motion;

/** The states of the Rules place that matter, one after the other, for whoever takes pictures of them. */
public final class RulesPictures {
    private static final int SOON = 20;

    private final RulesWindow rules;
    private final Camera camera;

    private RulesPictures(RulesWindow rules, Camera camera) {
        this.rules = rules;
        this.camera = camera;
    }

    /** Takes a picture under a name. */
    public interface Camera {
        /**
         * Takes one.
         *
         * @param above whether boxes or menus that lie above the window are to be seen
         */
        void take(Display display, String name, boolean above) throws IOException;
    }

    /** Takes them all, in a project that is made in a folder. */
    public static void take(Path folder, Theme theme, Camera camera) throws Exception {
        try (RulesWindow rules = RulesWindow.open(folder, theme)) {
            RulesPictures pictures = new RulesPictures(rules, camera);
            rules.deploy();
            pictures.drags();
            pictures.boxes();
            pictures.menus();
            pictures.editor();
            pictures.filter();
            pictures.elsewhere();
        }
    }

    private void take(String name) throws IOException {
        RulesWindow.settle();
        camera.take(rules.display(), name, true);
    }

    /** Of the window alone: without a compositor what a desktop draws at the pointer is not transparent. */
    private void takeWindow(String name) throws IOException {
        RulesWindow.settle();
        camera.take(rules.display(), name, false);
    }

    private void drags() throws IOException {
        rules.robot().clickOn(rules.name(3));
        takeWindow("rules-chosen");
        rules.carry(rules.block("Country"), rules.lower(rules.row(4)));
        takeWindow("rules-dragging");
        rules.robot().moveTo(rules.name(7));
        takeWindow("rules-drag-and");
        letGo();
        rules.carry(rules.block("UDP port"), rules.name(1));
        takeWindow("rules-refused");
        letGo();
        rules.robot().clickOn(rules.name(1));
        rules.robot().press(KeyCode.SHIFT).clickOn(rules.name(2)).release(KeyCode.SHIFT);
        rules.carry(rules.handle(2), rules.lower(rules.row(5)));
        takeWindow("rules-drag-rows");
        rules.robot().moveTo(rules.middle(rules.target("globex")));
        takeWindow("rules-drag-away");
        letGo();
    }

    /** Lets go where nothing takes it. */
    private void letGo() {
        rules.robot()
                .moveTo(new Point2D(
                        rules.bounds(rules.robot().lookup(".sidebar").query()).getCenterX(), 900));
        rules.robot().drop();
        RulesWindow.settle();
    }

    private void boxes() throws IOException {
        chip(1, 2, "#chip-value", "rules-box-ports");
        chip(2, 1, "#chip-value", "rules-box-address");
        chip(6, 1, "#flag-syn", "rules-box-flags");
        drop("Country", "#choice-filter", "rules-box-country");
        drop("Rate", "#rate-packets", "rules-box-rate");
        drop("Limit", "#limit-amount", "rules-box-limit");
        drop("Jump", ".jump-choice", "rules-box-jump");
        rules.click("#variables");
        await("#variable-new-name");
        take("rules-box-variables");
        rules.press(KeyCode.ESCAPE);
    }

    private void chip(int rule, int number, String first, String name) throws IOException {
        Display.until(
                "rule " + rule + " has its chips",
                SOON,
                () -> rules.chipTexts(rule).size() >= number);
        rules.robot().clickOn(rules.chip(rule, number));
        await(first);
        take(name);
        rules.press(KeyCode.ESCAPE);
    }

    private void drop(String block, String first, String name) throws IOException {
        rules.drag(rules.block(block), rules.name(7));
        await(first);
        take(name);
        rules.press(KeyCode.ESCAPE);
        rules.press(KeyCode.ESCAPE);
    }

    private void menus() throws IOException {
        rules.robot().rightClickOn(rules.name(2));
        await(".context-menu");
        take("rules-menu");
        rules.press(KeyCode.ESCAPE);
        rules.click("#policies");
        await(".context-menu");
        take("rules-menu-policies");
        rules.press(KeyCode.ESCAPE);
        rules.click("#policies");
        await(".context-menu");
        rules.choose("New policy …");
        await("#policy-name");
        take("rules-box-policy");
        rules.press(KeyCode.ESCAPE);
        rules.click("#jump");
        await(".context-menu");
        take("rules-menu-jump");
        rules.press(KeyCode.ESCAPE);
        rules.robot().moveTo(rules.block("Rate"), Motion.DIRECT);
        await(".tooltip");
        take("rules-tooltip");
    }

    private void editor() throws IOException {
        rules.robot().clickOn(rules.name(1));
        rules.click("#when");
        rules.press(KeyCode.SHORTCUT, KeyCode.END);
        rules.press(KeyCode.SPACE);
        rules.type("and ip.");
        await(".completion");
        take("rules-completion");
        rules.press(KeyCode.ESCAPE);
        take("rules-text-wrong");
        rules.press(KeyCode.SHORTCUT, KeyCode.Z);
        rules.click("#nftTab");
        take("rules-nft");
        rules.click("#explanationTab");
        take("rules-explanation");
        rules.click("#problemsTab");
        take("rules-problems");
        rules.click("#expressionTab");
    }

    private void filter() throws IOException {
        rules.robot().clickOn(rules.name(1));
        rules.press(KeyCode.SHORTCUT, KeyCode.F);
        rules.type("192.0.2.7");
        take("rules-sees");
        rules.press(KeyCode.SHORTCUT, KeyCode.A);
        rules.type("nothing");
        take("rules-no-match");
        rules.press(KeyCode.ESCAPE);
    }

    private void elsewhere() throws IOException {
        rules.robot().clickOn(rules.target("root"));
        take("rules-no-policy");
    }

    private void await(String query) {
        Display.until(query + " is there", SOON, () -> rules.isSeen(query));
        RulesWindow.settle();
    }
}
