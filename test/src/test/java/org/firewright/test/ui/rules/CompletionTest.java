package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The box of what could be written: it stays within the window, never scrolls sideways, and tells in full what is cut. */
@Tag("ui")
class CompletionTest {
    private static final int SOON = 20;
    private static final String LONG = "what_branch_offices_in_munich_and_frankfurt_still_send_by_old_pl";

    @TempDir
    Path folder;

    private RulesWindow rules;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("project")).resolve("list.txt"), "192.0.2.1\n");
        String yaml = """
                firewright: 1
                name: Long
                lists:
                  %s: list.txt
                policies:
                  edge:
                    hook: forward
                    default: accept
                    rules:
                      - {name: Web, when: tcp.dstport == 80, action: count}
                targets:
                  lab1:
                    acme: edge
                """.formatted(LONG);
        rules = RulesWindow.open(folder, yaml, Theme.LIGHT);
        rules.robot().clickOn(rules.name(1));
        rules.click("#when");
        rules.press(KeyCode.SHORTCUT, KeyCode.END);
    }

    @AfterEach
    void close() throws Exception {
        rules.close();
    }

    @Test
    void aLongMeaningIsCutAndToldInFullWhereItIsChosen() throws Exception {
        rules.type(" and bit");
        awaitChosen("bit_slice()");
        assertThat(Display.onFx(this::isScrolledSideways)).isFalse();
        Display.until(
                "it is told in full",
                SOON,
                () -> detail().equals(
                                "bit_slice(): bits of a header as a number: from bit start up to, not including, bit end,"
                                        + " counted from the header's first"));
        rules.screen("completion-detail");
        assertThat(Display.onFx(() -> onScreen(".completion").contains(onScreen(".completion-detail"))))
                .as("all of it is seen")
                .isTrue();
        assertThat(Display.onFx(() -> popup().contains(onScreen(".completion"))))
                .as("so is the box")
                .isTrue();
        assertThat(Display.onFx(() -> cell("bit_slice()").getTooltip().getText()))
                .isEqualTo(Display.onFx(this::detail));
        rules.press(KeyCode.BACK_SPACE);
        rules.press(KeyCode.BACK_SPACE);
        rules.press(KeyCode.BACK_SPACE);
        rules.type("ip.tt");
        awaitChosen("ip.ttl");
        Display.until("what is not cut is not told twice", SOON, () -> detail().isEmpty());
        assertThat(Display.onFx(() -> cell("ip.ttl").getTooltip())).isNull();
    }

    @Test
    void aLongNameIsCutAndToldInFull() throws Exception {
        rules.type(" and ip.src in $");
        awaitChosen("$" + LONG);
        assertThat(Display.onFx(this::isScrolledSideways)).isFalse();
        Display.until("it is told in full", SOON, () -> detail().startsWith("$" + LONG));
        rules.screen("completion-long-name");
    }

    @Test
    void theBoxStaysWithinTheWindow() throws Exception {
        rules.type(" and ip.");
        Display.until("fields are offered", SOON, () -> shown("ip.src"));
        rules.screen("completion-window");
        Label word = Display.onFx(() -> (Label) cell("ip.src").lookup(".mono"));
        assertThat(Display.onFx(() -> ((Text) word.lookup(".text")).getFill()))
                .as("its own colour, not that of what is typed")
                .isEqualTo(word.getTextFill());
        assertThat(Display.onFx(() -> window().contains(onScreen(".completion"))))
                .as("inside")
                .isTrue();
        assertThat(Display.onFx(() -> onScreen(".completion").intersects(onScreen("#when .caret"))))
                .as("covers what is typed")
                .isFalse();
        rules.press(KeyCode.ESCAPE);
        // To the right edge of the text and beyond the middle of the window.
        for (int i = 0; i < 11; i++) {
            rules.type("src or ip.");
        }
        Display.until("fields are offered", SOON, () -> shown("ip.src"));
        rules.screen("completion-window-right");
        assertThat(Display.onFx(() -> window().contains(onScreen(".completion"))))
                .as("inside")
                .isTrue();
    }

    @Test
    void rowsGrowWithTheText() throws Exception {
        for (int size = 13; size < 22; size++) {
            rules.press(KeyCode.SHORTCUT, KeyCode.EQUALS);
        }
        rules.type(" and ip.");
        Display.until("fields are offered", SOON, () -> shown("ip.src"));
        rules.screen("completion-large");
        assertThat(Display.onFx(() -> list().getFixedCellSize())).isCloseTo(44, offset(0.1));
        assertThat(Display.onFx(() -> window().contains(onScreen(".completion"))))
                .as("inside")
                .isTrue();
        assertThat(Display.onFx(this::isScrolledSideways)).isFalse();
        rules.press(KeyCode.BACK_SPACE);
        rules.press(KeyCode.BACK_SPACE);
        rules.press(KeyCode.BACK_SPACE);
        rules.type("bit_s");
        awaitChosen("bit_slice()");
        Display.until("it is told in full", SOON, () -> !detail().isEmpty());
        rules.screen("completion-large-detail");
        Display.until(
                "all of it is in the window",
                SOON,
                () -> popup().contains(onScreen(".completion")) && window().contains(onScreen(".completion")));
    }

    private void awaitChosen(String text) {
        Display.until(text + " is chosen", SOON, () -> shown(text) && cell(text).isSelected());
    }

    private boolean shown(String text) {
        return cells().stream().anyMatch(cell -> says(cell, text));
    }

    private ListCell<?> cell(String text) {
        return cells().stream().filter(cell -> says(cell, text)).findFirst().orElseThrow();
    }

    private List<ListCell<?>> cells() {
        return rules.robot().lookup("#completion .list-cell").<ListCell<?>>queryAll().stream()
                .filter(cell -> cell.isVisible() && !cell.isEmpty())
                .toList();
    }

    private static boolean says(Node cell, String text) {
        return cell.lookup(".mono") instanceof Label label && text.equals(label.getText());
    }

    private ListView<?> list() {
        return rules.robot().lookup("#completion").query();
    }

    private String detail() {
        Labeled detail = rules.robot().lookup(".completion-detail").query();
        return detail.isVisible() ? detail.getText() : "";
    }

    private boolean isScrolledSideways() {
        return list().lookupAll(".scroll-bar").stream()
                .anyMatch(bar -> bar instanceof ScrollBar scroll
                        && scroll.getOrientation() == Orientation.HORIZONTAL
                        && scroll.isVisible());
    }

    private Bounds window() {
        Node root = rules.robot().lookup("#frame").query();
        return root.localToScreen(root.getLayoutBounds());
    }

    /** The window of the box itself. */
    private Bounds popup() {
        Window window = rules.robot().lookup(".completion").query().getScene().getWindow();
        return new BoundingBox(window.getX(), window.getY(), window.getWidth(), window.getHeight());
    }

    private Bounds onScreen(String query) {
        Node node = rules.robot().lookup(query).query();
        return node.localToScreen(node.getLayoutBounds());
    }
}
