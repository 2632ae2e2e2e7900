package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.firewright.policy.Target;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables of a policy and of its targets: given, changed, refused, undone, in the window and on disk. */
@Tag("ui")
class VariablesBoxTest {
    private static final int SOON = 20;
    private static final String PROJECT = """
            firewright: 1
            name: Variables
            policies:
              edge:
                hook: forward
                default: accept
                variables:
                  office: 10.7.0.0/24
                rules:
                  - {name: Office, when: "ip.src in {@office}", action: accept}
            targets:
              lab1:
                acme: edge
                globex: edge
            """;

    @AutoClose
    private final RulesWindow rules;

    VariablesBoxTest(@TempDir Path folder) throws Exception {
        rules = RulesWindow.open(folder, PROJECT, Theme.LIGHT);
    }

    @BeforeEach
    void openTheBox() {
        rules.click("#variables");
        Display.until("the box is open", SOON, () -> rules.isSeen("#variable-here-office"));
    }

    @Test
    void aTargetSaysSomethingElse() throws Exception {
        rules.click("#variable-here-office");
        rules.type("10.9.0.0/33");
        Display.until("the fault is told with the rule", SOON, () -> fault().contains("“Office”"));
        rules.screen("variables");
        rules.press(KeyCode.BACK_SPACE);
        rules.press(KeyCode.BACK_SPACE);
        rules.type("24");
        Display.until("it is right", SOON, () -> fault().isEmpty());
        untilTarget("acme", Map.of("office", "10.9.0.0/24"));
        rules.press(KeyCode.ENTER);
        Display.until("the box is closed", SOON, () -> !rules.isSeen("#variable-here-office"));
        assertThat(rules.project().policy("edge").orElseThrow().variables()).containsEntry("office", "10.7.0.0/24");
        rules.click("#undo");
        untilTarget("acme", Map.of());
    }

    @Test
    void aVariableIsAddedUnlessItsNameIsTaken() {
        rules.click("#variable-new-name");
        rules.type("office");
        Display.until("the name is taken", SOON, () -> fault().contains("already"));
        rules.type("_2");
        rules.click("#variable-new-value");
        rules.type("192.0.2.0/24");
        rules.click("#variable-add");
        Display.until(
                "it is on disk",
                SOON,
                () -> rules.project().policy("edge").orElseThrow().variables().size() == 2);
    }

    private String fault() {
        return rules.robot().lookup(".variables .chip-fault").<Labeled>query().getText();
    }

    private void untilTarget(String namespace, Map<String, String> variables) {
        Display.until(
                namespace + " has " + variables,
                SOON,
                () -> rules.project().targets().stream()
                        .filter(target -> target.namespace().equals(namespace))
                        .map(Target::variables)
                        .allMatch(variables::equals));
    }
}
