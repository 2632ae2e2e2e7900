package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule as text, typed by keys: completion, errors below, help where the mouse points, and undo. */
@Tag("ui")
class RuleTextTest {
    private static final int SOON = 20;
    private static final String BAD_ACTORS = "ip.src in $ipsum and tcp.dstport in {22 23 3389}";

    @AutoClose
    private final RulesWindow rules;

    RuleTextTest(@TempDir Path folder) throws Exception {
        rules = RulesWindow.open(folder, Theme.DARK);
    }

    @Test
    void wordsAreCompletedAndErrorsAreToldBelow() {
        edit(1);
        rules.type(" and ip.t");
        Display.until("words are offered", SOON, () -> rules.isSeen(".completion"));
        Display.until("the error is told", SOON, () -> errors().startsWith("Column "));
        rules.press(KeyCode.ENTER);
        Display.until("the word is whole", SOON, () -> text().endsWith("and ip.ttl"));
        rules.press(KeyCode.SPACE);
        rules.press(KeyCode.SHIFT, KeyCode.COMMA);
        rules.type(" 5");
        rules.untilWhen(1, BAD_ACTORS + " and ip.ttl < 5");
        Display.until("nothing is wrong", SOON, () -> errors().isEmpty());
        assertThat(rules.chipTexts(1)).contains("TTL < 5");
    }

    @Test
    void undoInTheTextStaysWithItsRuleAndThenGoesOnInTheProject() {
        edit(2);
        edit(1);
        rules.press(KeyCode.BACK_SPACE);
        Display.until("a character has gone", SOON, () -> !text().equals(BAD_ACTORS));
        rules.press(KeyCode.SHORTCUT, KeyCode.Z);
        Display.until("it is back", SOON, () -> text().equals(BAD_ACTORS));
        rules.untilWhen(1, BAD_ACTORS);
        for (int i = 0; i < 3; i++) {
            rules.press(KeyCode.SHORTCUT, KeyCode.Z); // beyond what was typed
        }
        assertThat(Display.onFx(this::text)).isEqualTo(BAD_ACTORS);
        rules.untilWhen(1, BAD_ACTORS);
        rules.untilWhen(2, "ip.src in $partners");
    }

    @Test
    void aWordIsExplainedWhereTheMousePoints() {
        rules.robot().clickOn(rules.name(1));
        Bounds area = rules.bounds(rules.robot().lookup("#when").query());
        rules.robot().moveTo(new Point2D(area.getMinX() + 24, area.getMinY() + 12));
        Display.until(
                "it is explained",
                SOON,
                () -> Window.getWindows().stream()
                        .anyMatch(window -> window instanceof Tooltip help
                                && help.isShowing()
                                && help.getText().contains("ource address")));
    }

    /** Chooses a rule, and puts the caret at the end of its text. */
    private void edit(int rule) {
        rules.robot().clickOn(rules.name(rule));
        rules.click("#when");
        rules.press(KeyCode.SHORTCUT, KeyCode.END);
    }

    private String errors() {
        return rules.robot().lookup(".expression-error").<Labeled>query().getText();
    }

    private String text() {
        return rules.robot().lookup("#when").<CodeArea>query().getText();
    }
}
