package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namespace with several policies: one is shown at a time, by mouse or keys, with its counters; more are given and taken. */
@Tag("ui")
class PolicySwitchTest {
    private static final int SOON = 20;
    private static final String PROJECT = """
            firewright: 1
            name: Host
            policies:
              edge:
                hook: input
                default: drop
                rules:
                  - {name: Logins, when: tcp.dstport == 22, action: accept}
                  - {name: Web, when: tcp.dstport == 443, action: accept}
              egress:
                hook: output
                default: accept
                rules:
                  - {name: Mail, when: tcp.dstport == 25, action: reject}
              early:
                hook: input
                priority: -5
                default: accept
              other:
                hook: input
                default: accept
            targets:
              lab1:
                acme: [edge, egress]
                globex: edge
            """;

    @AutoClose
    private final RulesWindow rules;

    PolicySwitchTest(@TempDir Path folder) throws Exception {
        rules = RulesWindow.open(folder, PROJECT, Theme.LIGHT);
    }

    @Test
    void eachPolicyIsShownWithItsCounters() throws Exception {
        assertThat(button("egress").getAccessibleText()).isEqualTo("Policy egress, at output, 1 rule");
        rules.deploy();
        rules.click("#policy-egress");
        Display.until("the other policy is shown", SOON, () -> isShown("Mail") && !isShown("Logins"));
        Display.until(
                "with its counters",
                SOON,
                () -> rules.texts(".rules-table .table-cell.right").stream().anyMatch(text -> text.endsWith("/s")));
        assertThat(button("egress").isSelected()).isTrue();
        rules.screen("two-policies");
        rules.click("#policy-egress");
        assertThat(button("egress").isSelected()).as("one is always shown").isTrue();
        rules.press(KeyCode.LEFT);
        Display.until("a key shows the first one", SOON, () -> isShown("Logins"));
        assertThat(Display.onFx(() -> button("edge").isFocused())).isTrue();
    }

    @Test
    void aNamespaceWithOnePolicyHasNoSwitch() {
        rules.robot().clickOn(rules.target("globex"));
        Display.until("there is none", SOON, () -> !rules.isSeen("#policySwitch"));
        rules.click("#policies");
        rules.choose("egress  ·  output");
        Display.until("it is on disk", SOON, () -> policies("globex").equals(List.of("edge", "egress")));
        Display.until("it is shown", SOON, () -> isShown("Mail"));
        rules.click("#policies");
        Node taken = rules.entry("other  ·  input (at the same place as edge)").getParent();
        assertThat(taken.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("disabled"));
        rules.choose("edge  ·  input");
        Display.until("it is taken away", SOON, () -> policies("globex").equals(List.of("egress")));
        rules.click("#undo");
        Display.until("it is back", SOON, () -> policies("globex").equals(List.of("edge", "egress")));
    }

    @Test
    void aRuleJumpsToAGroupThatIsShownBesideThePolicies() throws Exception {
        rules.click("#jump");
        rules.choose("New group …");
        rules.awaitKeyboard("#answer");
        rules.type("web");
        rules.press(KeyCode.ENTER);
        Display.until(
                "the rule jumps there",
                SOON,
                () -> rules.project()
                        .policy("edge")
                        .orElseThrow()
                        .rules()
                        .getFirst()
                        .to()
                        .equals("web"));
        Display.until(
                "the row says so", SOON, () -> rules.texts(".action-badge").contains("→ web"));
        rules.screen("jump");
        rules.click("#policy-web");
        Display.until(
                "the group is shown",
                SOON,
                () -> rules.texts("#policySwitch .label").contains("Reached from edge, rule 1: Logins"));
        rules.screen("group");
        rules.click("#policies");
        rules.entry("Remove web (edge, rule 1: Logins jumps to it)");
        rules.press(KeyCode.ESCAPE);
        rules.click("#undo");
        Display.until(
                "it is gone", SOON, () -> rules.project().groups().byName().isEmpty());
    }

    @Test
    void aPolicyIsBegunAtAnotherHookAndChanged() throws Exception {
        rules.click("#policies");
        rules.choose("New policy …");
        rules.awaitKeyboard("#policy-name");
        rules.type("late");
        choose("#policy-hook", "input");
        Display.until(
                "the place is taken",
                SOON,
                () -> rules.texts(".chip-fault").stream()
                        .anyMatch(text -> text.startsWith("lab1/acme has edge at input already")));
        assertThat(rules.robot().lookup("#policy-yes").query().isDisabled()).isTrue();
        rules.screen("policy-taken");
        choose("#policy-hook", "prerouting");
        rules.robot().clickOn("#policy-priority");
        rules.press(KeyCode.SHORTCUT, KeyCode.A);
        rules.type("150");
        choose("#policy-default", "drop");
        rules.click("#policy-yes");
        Display.until("it is on disk", SOON, () -> policies("acme").contains("late"));
        Policy late = rules.project().policy("late").orElseThrow();
        assertThat(late.entry()).contains(new Policy.Entry(Hook.PREROUTING, 150, Action.DROP));
        Display.until("it is shown", SOON, () -> button("late").isSelected());
        rules.click("#policies");
        rules.choose("Change late …");
        rules.awaitKeyboard("#policy-name");
        choose("#policy-default", "accept");
        rules.click("#policy-yes");
        Display.until(
                "its default is another",
                SOON,
                () -> rules.project().policy("late").orElseThrow().defaultAction() == Action.ACCEPT);
        rules.click("#undo");
        rules.click("#undo");
        Display.until("it is gone", SOON, () -> rules.project().policy("late").isEmpty());
    }

    private void choose(String box, String value) {
        rules.robot().clickOn(box);
        String query = ".combo-box-popup .list-cell";
        Display.until(value + " is offered", SOON, () -> rules.texts(query).contains(value));
        rules.robot()
                .clickOn(Display.onFx(() -> rules.robot().lookup(query).<Labeled>queryAll().stream()
                        .filter(cell -> value.equals(cell.getText()) && cell.isVisible())
                        .findFirst()
                        .orElseThrow()));
        RulesWindow.settle();
    }

    private ToggleButton button(String policy) {
        return rules.robot().lookup("#policy-" + policy).query();
    }

    private boolean isShown(String rule) {
        return rules.texts(".rules-table .table-cell").contains(rule);
    }

    private List<String> policies(String namespace) {
        return rules.project().targets().stream()
                .filter(target -> target.namespace().equals(namespace))
                .findFirst()
                .orElseThrow()
                .policies();
    }
}
