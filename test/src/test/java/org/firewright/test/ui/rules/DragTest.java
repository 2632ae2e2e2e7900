package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be dragged, with the mouse, and read back from the project's file. */
@Tag("ui")
class DragTest {
    @AutoClose
    private final RulesWindow rules;

    DragTest(@TempDir Path folder) throws Exception {
        rules = RulesWindow.open(folder, Theme.LIGHT);
    }

    @Test
    void aBlockOntoARuleIsOneMoreCondition() {
        rules.drag(rules.block("TTL"), rules.name(2));
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(2, "ip.src in $partners and ip.ttl < 5");
        assertThat(rules.chipTexts(2)).containsExactly("source in $partners", "TTL < 5");
    }

    @Test
    void aBlockOntoAChipIsAnAlternative() {
        rules.drag(rules.block("UDP port"), rules.middle(rules.chip(1, 2)));
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(1, "ip.src in $ipsum and (tcp.dstport in {22 23 3389} or udp.dstport in {53})");
        assertThat(rules.chipTexts(1)).hasSize(3);
    }

    @Test
    void aBlockBetweenRulesIsANewRuleAndUndoTakesItBack() {
        rules.carry(rules.block("Source"), rules.lower(rules.row(1)));
        assertThat(rules.ghost()).isEqualTo("New rule 2: source in 192.0.2.0/24");
        assertThat((boolean) Display.onFx(() -> rules.isSeen(".insertion-line")))
                .isTrue();
        rules.robot().drop();
        rules.press(KeyCode.ESCAPE);
        Display.until("there are eight rules", 30, () -> rules.rules("edge").size() == 8);
        assertThat(rules.rules("edge").get(1).when()).isEqualTo("ip.src in {192.0.2.0/24}");
        assertThat(rules.rules("edge").get(1).enabled()).isFalse();
        rules.click("#undo");
        Display.until("there are seven rules", 30, () -> rules.rules("edge").size() == 7);
    }

    @Test
    void whatMakesNoSenseSaysWhyAndDoesNothing() {
        rules.carry(rules.block("UDP port"), rules.name(1));
        assertThat(rules.ghost()).isEqualTo("Rule 1 would never match: no packet is both TCP and UDP.");
        rules.robot().drop();
        RulesWindow.settle();
        assertThat(rules.chipTexts(1)).hasSize(2);
        assertThat(Display.onFx(() -> rules.robot().lookup("#undo").query().isDisabled()))
                .isEqualTo(true);
    }

    @Test
    void aListOntoARuleAndOntoAChip() {
        rules.drag(rules.list("ipsum"), rules.name(3));
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(3, "(tcp.dstport in {80 443} or tcp.dstport == 8080) and ip.src in $ipsum");
        rules.drag(rules.list("partners"), rules.middle(rules.chip(1, 1)));
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(1, "(ip.src in $ipsum or ip.src in $partners) and tcp.dstport in {22 23 3389}");
    }

    @Test
    void anActionOntoARule() {
        rules.drag(rules.block("Drop"), rules.name(2));
        Display.until(
                "rule 2 drops",
                30,
                () -> rules.rules("edge").get(1).action().name().equals("DROP"));
    }

    @Test
    void aRuleIsMovedByItsHandle() {
        rules.drag(rules.handle(1), rules.lower(rules.row(3)));
        rules.untilNames(
                "edge",
                "Partners first",
                "Web",
                "Bad actors",
                "Names for the office",
                "Odd one out",
                "Handshakes from outside",
                "Old telnet rule");
    }

    @Test
    void severalRulesAreMovedTogether() {
        rules.robot().clickOn(rules.name(1));
        rules.robot().press(KeyCode.SHIFT).clickOn(rules.name(2)).release(KeyCode.SHIFT);
        rules.drag(rules.handle(2), rules.lower(rules.row(7)));
        rules.untilNames(
                "edge",
                "Web",
                "Names for the office",
                "Odd one out",
                "Handshakes from outside",
                "Old telnet rule",
                "Bad actors",
                "Partners first");
    }

    @Test
    void aRuleIsMovedToAnotherNamespace() {
        rules.drag(rules.handle(2), rules.middle(rules.target("globex")));
        rules.untilNames("inner", "Logins", "Partners first");
        assertThat(rules.names("edge")).doesNotContain("Partners first");
    }

    @Test
    void aConditionIsMovedToAnotherRule() {
        rules.drag(rules.chip(1, 2), rules.name(2));
        rules.press(KeyCode.ESCAPE);
        rules.untilWhen(2, "ip.src in $partners and tcp.dstport in {22 23 3389}");
        rules.untilWhen(1, "ip.src in $ipsum");
    }
}
