package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drags in a table that is longer than the window, and which of its rules they take. */
@Tag("ui")
class LongDragTest {
    private static final int SOON = 30;
    private static final int RULES = 60;

    @AutoClose
    private final RulesWindow rules;

    LongDragTest(@TempDir Path folder) throws Exception {
        StringBuilder yaml = new StringBuilder(
                "firewright: 1\nname: Long\npolicies:\n  edge:\n    hook: forward\n    default: accept\n    rules:\n");
        for (int i = 1; i <= RULES; i++) {
            yaml.append("      - {name: Rule ")
                    .append(i)
                    .append(", when: tcp.dstport == ")
                    .append(i)
                    .append(", action: count}\n");
        }
        rules = RulesWindow.open(folder, yaml + "targets:\n  lab1:\n    acme: edge\n", Theme.DARK);
    }

    @Test
    void theTableScrollsWhileSomethingIsHeldAtItsEdges() {
        Bounds table = rules.bounds(rules.robot().lookup("#table").query());
        rules.carry(rules.handle(2), new Point2D(table.getMinX() + 200, table.getMaxY() - 8));
        Display.until("the last rule is seen", SOON, () -> rules.isSeen(RULES));
        rules.robot().moveTo(new Point2D(table.getMinX() + 200, table.getMinY() + 44));
        Display.until("the first rule is seen again", SOON, () -> rules.isSeen(1));
        rules.robot().moveTo(new Point2D(table.getMinX() + 200, table.getMaxY() - 8));
        Display.until("the last rule is seen again", SOON, () -> rules.isSeen(RULES));
        rules.robot().moveTo(rules.lower(rules.row(RULES)));
        RulesWindow.settle();
        rules.robot().release(MouseButton.PRIMARY);
        Display.until(
                "the rule is the last one",
                SOON,
                () -> rules.names("edge").getLast().equals("Rule 2"));
        assertThat(rules.names("edge")).hasSize(RULES).startsWith("Rule 1", "Rule 3");
    }

    @Test
    void withCtrlARuleThatIsNotSelectedIsTakenAlone() {
        rules.robot().clickOn(rules.name(1));
        rules.dragWithControl(rules.handle(4), rules.lower(rules.row(5)));
        Display.until("one rule is copied", SOON, () -> rules.names("edge").size() == RULES + 1);
        assertThat(rules.rules("edge").get(5).when()).isEqualTo("tcp.dstport == 4");
    }

    @Test
    void withCtrlAllThatAreSelectedAreTakenByOneOfThem() {
        rules.robot().clickOn(rules.name(1));
        rules.robot().press(KeyCode.SHIFT).clickOn(rules.name(2)).release(KeyCode.SHIFT);
        rules.dragWithControl(rules.handle(2), rules.lower(rules.row(5)));
        Display.until("two rules are copied", SOON, () -> rules.names("edge").size() == RULES + 2);
        assertThat(rules.rules("edge").get(5).when()).isEqualTo("tcp.dstport == 1");
        assertThat(rules.rules("edge").get(6).when()).isEqualTo("tcp.dstport == 2");
    }
}
