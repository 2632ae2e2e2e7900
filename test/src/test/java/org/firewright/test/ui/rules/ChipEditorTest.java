package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every editor that a chip can open, used as a person would, and read back from the project's file. */
@Tag("ui")
class ChipEditorTest {
    private static final int SOON = 20;

    @AutoClose
    private final RulesWindow rules;

    ChipEditorTest(@TempDir Path folder) throws Exception {
        rules = RulesWindow.open(folder, Theme.DARK);
    }

    @Test
    void anAddressIsCheckedWhileItIsTyped() {
        edit(4, 2, "#chip-value");
        rules.type("10.7.0.0/33");
        Display.until("the fault is told", SOON, () -> !fault().isEmpty());
        assertThat(isDoneDisabled()).isTrue();
        rules.press(KeyCode.BACK_SPACE);
        rules.press(KeyCode.BACK_SPACE);
        rules.type("16");
        Display.until("it is right", SOON, () -> fault().isEmpty());
        rules.click(".chip-buttons .button:default");
        rules.untilWhen(4, "udp.dstport == 53 and (ip.dst in {10.7.0.0/16} or ip.dst == 10.9.0.1)");
    }

    @Test
    void escapeLeavesTheConditionAsItWas() {
        edit(4, 2, "#chip-value");
        rules.type("192.0.2.1");
        rules.press(KeyCode.ESCAPE);
        Display.until("the editor is gone", SOON, () -> !rules.isSeen("#chip-value"));
        assertThat(rules.chipTexts(4)).contains("destination in 10.7.0.0/24");
        assertThat(Display.onFx(
                        () -> rules.robot().lookup("#undo").<Button>query().isDisabled()))
                .isTrue();
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        edit(3, 2, "#chip-value");
        rules.type("65536");
        Display.until("the fault is told", SOON, () -> fault().contains("65,535"));
        rules.press(KeyCode.ENTER);
        assertThat(Display.onFx(() -> rules.isSeen("#chip-value"))).isTrue();
        rules.press(KeyCode.ESCAPE);
    }

    @Test
    void aPortIsFoundByTheNameOfItsService() {
        edit(3, 2, "#chip-value");
        rules.type("htt");
        Display.until("ports are offered", SOON, () -> Set.copyOf(proposals()).equals(Set.of("80", "443", "8080")));
        assertThat(rules.texts("#chip-proposals .list-cell .meaning")).contains("HTTP", "HTTPS, QUIC");
        rules.press(KeyCode.DOWN);
        rules.press(KeyCode.DOWN);
        rules.press(KeyCode.ENTER);
        rules.press(KeyCode.ENTER);
        rules.untilWhen(3, "tcp.dstport in {80 443} or tcp.dstport == 443");
    }

    @Test
    void enterTakesTheLikeliestPortForAnUnfinishedName() {
        edit(3, 1, "#chip-value");
        rules.press(KeyCode.END);
        rules.press(KeyCode.SPACE);
        rules.type("ssh");
        Display.until("the port is offered", SOON, () -> proposals().equals(List.of("22")));
        rules.press(KeyCode.ENTER);
        rules.press(KeyCode.ENTER);
        rules.untilWhen(3, "tcp.dstport in {80 443 22} or tcp.dstport == 8080");
    }

    @Test
    void aListIsChosenWithTheMouse() {
        edit(2, 1, "#chip-value");
        rules.type("$");
        Display.until("lists are offered", SOON, () -> proposals().contains("$ipsum"));
        rules.robot().clickOn(label("#chip-proposals", "$ipsum"));
        RulesWindow.settle();
        rules.press(KeyCode.ENTER);
        rules.untilWhen(2, "ip.src in $ipsum");
    }

    @Test
    void countriesAreChosenByTheirNames() {
        drop("Country", "#choice-filter");
        rules.type("franc");
        Display.until("one country is left", SOON, () -> choices().equals(List.of("FR")));
        rules.press(KeyCode.SPACE);
        rules.press(KeyCode.ENTER);
        rules.untilWhen(7, "tcp.dstport == 23 and ip.src.country in {\"DE\" \"FR\"}");
    }

    @Test
    void aPressBesideTheEditorOfADropClosesItAndKeepsIt() {
        drop("Country", "#choice-filter");
        rules.robot().clickOn(rules.name(1));
        Display.until("the editor is closed", SOON, () -> !rules.isSeen("#choice-filter"));
        rules.untilWhen(7, "tcp.dstport == 23 and ip.src.country in {\"DE\"}");
    }

    @Test
    void aDoubleClickIsOneAlsoAsTheVeryFirstAfterADrop() {
        drop("Source", "#chip-value");
        Bounds field = rules.bounds(rules.robot().lookup("#chip-value").query());
        rules.robot().doubleClickOn(new Point2D(field.getMinX() + 20, field.getCenterY()));
        Display.until("a word is selected", SOON, () -> {
            TextField value = rules.robot().lookup("#chip-value").query();
            return !value.getSelectedText().isEmpty()
                    && !value.getSelectedText().equals(value.getText());
        });
        rules.press(KeyCode.ESCAPE);
    }

    @Test
    void atLeastOneCountryIsNeeded() {
        drop("Country", "#choice-filter");
        rules.robot().clickOn(label("#choices", "DE"));
        Display.until("the fault is told", SOON, () -> fault().equals("Choose at least one."));
        assertThat(isDoneDisabled()).isTrue();
        rules.press(KeyCode.ESCAPE);
    }

    @Test
    void flagsGoFromSetToNotSetToAny() {
        edit(6, 1, "#flag-syn");
        rules.click("#flag-syn"); // not set
        rules.click("#flag-ack"); // any
        rules.click("#flag-fin"); // set
        rules.press(KeyCode.ENTER);
        rules.untilWhen(6, "not tcp.flags.syn and tcp.flags.fin");
    }

    @Test
    void aTruthIsTurnedRound() {
        drop("Fragment", "#truth-no");
        rules.click("#truth-no");
        rules.press(KeyCode.ENTER);
        rules.untilWhen(7, "tcp.dstport == 23 and not ip.frag");
    }

    @Test
    void aRateIsTypedAndChecked() {
        drop("Rate", "#rate-packets");
        rules.type("0");
        Display.until("the fault is told", SOON, () -> !fault().isEmpty());
        rules.press(KeyCode.SHORTCUT, KeyCode.A);
        rules.type("500");
        rules.robot().clickOn("#rate-seconds");
        rules.press(KeyCode.SHORTCUT, KeyCode.A);
        rules.type("10");
        rules.press(KeyCode.ENTER);
        rules.untilWhen(7, "tcp.dstport == 23 and rate(ip.src, 500, 10)");
    }

    @Test
    void theOppositeAndRemovalAreButtons() {
        edit(2, 1, "#chip-value");
        rules.robot().clickOn("Opposite");
        rules.untilWhen(2, "not ip.src in $partners");
        edit(4, 1, "#chip-value");
        rules.robot().clickOn("Remove");
        rules.untilWhen(4, "ip.dst in {10.7.0.0/24} or ip.dst == 10.9.0.1");
    }

    /** Drops a block onto the last rule, and works in the editor that opens. */
    private void drop(String block, String first) {
        rules.drag(rules.block(block), rules.name(7));
        Display.until("the editor is open", SOON, () -> rules.isSeen(first));
        RulesWindow.settle();
    }

    private void edit(int rule, int chip, String first) {
        rules.robot().clickOn(rules.chip(rule, chip));
        Display.until("the editor is open", SOON, () -> rules.isSeen(first));
        if (first.equals("#chip-value")) {
            rules.awaitKeyboard(first);
        }
        RulesWindow.settle();
    }

    private String fault() {
        return rules.robot()
                .lookup(".chip-fault")
                .<Labeled>tryQuery()
                .map(Labeled::getText)
                .orElse("no editor is open");
    }

    private boolean isDoneDisabled() {
        return Display.onFx(() ->
                rules.robot().lookup(".chip-buttons .button:default").query().isDisabled());
    }

    private List<String> proposals() {
        return texts("#chip-proposals");
    }

    private List<String> choices() {
        return texts("#choices");
    }

    private List<String> texts(String list) {
        return rules.robot().lookup(list + " .list-cell .mono").<Labeled>queryAll().stream()
                .filter(Display::isSeen)
                .map(Labeled::getText)
                .toList();
    }

    private Node label(String list, String text) {
        Display.until(text + " is offered", SOON, () -> texts(list).contains(text));
        return Display.onFx(() -> rules.robot().lookup(list + " .list-cell .mono").<Labeled>queryAll().stream()
                .filter(label -> Display.isSeen(label) && text.equals(label.getText()))
                .findFirst()
                .orElseThrow());
    }
}
