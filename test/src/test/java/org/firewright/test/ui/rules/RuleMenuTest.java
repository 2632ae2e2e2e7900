package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The context menus of rules and of conditions, by the right button of the mouse. */
@Tag("ui")
class RuleMenuTest {
    private static final int SOON = 20;

    @AutoClose
    private final RulesWindow rules;

    RuleMenuTest(@TempDir Path folder) throws Exception {
        rules = RulesWindow.open(folder, Theme.LIGHT);
    }

    @Test
    void aRuleIsMovedDuplicatedAndDeleted() {
        rules.menu(rules.name(1), "Move down");
        Display.until("it is the second", SOON, () -> rules.names("edge").indexOf("Bad actors") == 1);
        rules.menu(rules.name(2), "Duplicate");
        Display.until("there are eight", SOON, () -> rules.names("edge").size() == 8);
        assertThat(rules.rules("edge").get(2).when())
                .isEqualTo(rules.rules("edge").get(1).when());
        rules.menu(rules.name(3), "Delete");
        Display.until("there are seven", SOON, () -> rules.names("edge").size() == 7);
        assertThat(rules.names("edge")).contains("Bad actors");
    }

    @Test
    void aRuleIsTurnedOffAndGetsAnotherActionAndAList() {
        rules.menu(rules.name(2), "Turn on or off");
        Display.until("it is off", SOON, () -> !rules.rules("edge").get(1).enabled());
        rules.menu(rules.name(2), "Action", "DROP");
        Display.until("it drops", SOON, () -> rules.rules("edge").get(1).action() == Action.DROP);
        rules.menu(rules.name(3), "Add list", "$ipsum");
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(3, "(tcp.dstport in {80 443} or tcp.dstport == 8080) and ip.src in $ipsum");
        rules.menu(rules.name(7), "Add condition", "PACKET", "TTL");
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(7, "tcp.dstport == 23 and ip.ttl < 5");
    }

    @Test
    void rulesAreSentToAnotherTarget() {
        rules.menu(rules.name(2), "Copy to", "lab1/globex (policy inner)");
        rules.untilNames("inner", "Logins", "Partners first");
        assertThat(rules.names("edge")).contains("Partners first");
        rules.menu(rules.name(3), "Move to", "lab1/globex (policy inner)");
        rules.untilNames("inner", "Logins", "Partners first", "Web");
        assertThat(rules.names("edge")).doesNotContain("Web");
    }

    @Test
    void aConditionIsTurnedRoundAndRemoved() {
        rules.menu(rules.middle(rules.chip(1, 1)), "The opposite");
        rules.untilWhen(1, "not ip.src in $ipsum and tcp.dstport in {22 23 3389}");
        rules.menu(rules.middle(rules.chip(1, 1)), "Remove condition");
        rules.untilWhen(1, "tcp.dstport in {22 23 3389}");
        rules.menu(rules.middle(rules.chip(1, 1)), "Edit condition");
        Display.until("its editor is open", SOON, () -> rules.isSeen("#chip-value"));
        rules.press(KeyCode.ESCAPE);
    }

    @Test
    void rulesAreCopiedForOtherPrograms() {
        Display.until(
                "the rule is compiled", SOON, () -> !rules.texts(".nft-line").isEmpty());
        rules.menu(rules.name(3), "Copy as", "nft");
        String nft = awaitClipboard("dport");
        assertThat(nft).contains("8080", "accept").endsWith("\n");
        rules.menu(rules.name(3), "Copy as", "Command line");
        assertThat(awaitClipboard("nft add rule"))
                .isEqualTo("nft add rule inet firewright forward '" + nft.strip() + "'\n");
        rules.menu(rules.name(3), "Copy as", "YAML");
        assertThat(awaitClipboard("- name: Web")).contains("tcp.dstport in {80 443} or tcp.dstport == 8080");
        rules.menu(rules.name(7), "Paste");
        Display.until("the rule is there twice", SOON, () -> rules.names("edge").size() == 8);
        PolicyRule pasted = rules.rules("edge").get(7);
        assertThat(pasted.when()).isEqualTo(rules.rules("edge").get(2).when());
        rules.menu(rules.name(7), "Copy as", "nft");
        assertThat(awaitClipboard("#")).contains("Old telnet rule");
    }

    @Test
    void whatIsNoRuleIsNotPasted() {
        Display.onFx(
                () -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, "- milk\n- eggs\n")));
        rules.menu(rules.name(2), "Paste");
        Display.until(
                "the window says why",
                SOON,
                () -> rules.texts("#message").contains("The clipboard holds neither rules nor a condition."));
        assertThat(rules.names("edge")).hasSize(7);
    }

    private static String awaitClipboard(String part) {
        Display.until("the clipboard holds " + part, SOON, () -> clipboard().contains(part));
        return Display.onFx(RuleMenuTest::clipboard);
    }

    private static String clipboard() {
        String text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }
}
