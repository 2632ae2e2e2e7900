package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.firewright.ui.Theme;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Inspect place: a namespace's whole ruleset, ours and others', as text and as a tree. */
@Tag("ui")
class InspectTest {
    private static final int SOON = 20;

    @TempDir
    Path home;

    @Test
    void theRulesetIsReadAsTextAndAsATree() throws Exception {
        try (Display display = Display.open(StagedServices.with(home), Theme.LIGHT)) {
            display.openSample(home.resolve("Lab"));
            display.awaitText("lab1: 3 targets to deploy", SOON);
            display.choose("lab1/acme");
            display.open("Inspect");
            Display.until("others' rules as text", SOON, () -> text(display).contains("table ip shop {"));
            assertThat(Display.onFx(() -> text(display))).doesNotContain("firewright");

            display.open("Rules");
            display.press("Deploy");
            display.awaitText("lab1: 2 targets to deploy", SOON);
            display.open("Inspect");
            display.press("Refresh");
            Display.until("our rules as text", SOON, () -> text(display).contains("comment \"Bad actors\" # rule "));
            assertThat(Display.onFx(
                            () -> area(display).getStyleOfChar(text(display).indexOf("accept;"))))
                    .containsExactly("nft-accept");
            display.picture("inspect-text");

            display.clickOn("Tree");
            display.awaitText("table inet firewright · managed by Firewright", SOON);
            display.awaitText("1,204", SOON);
            assertThat(Display.onFx(() -> tree(display).getRoot().getChildren()))
                    .hasSize(2);
            display.picture("inspect-tree");

            display.clickOn("Show elements");
            display.awaitText("10.1.0.1", SOON);
            Display.until("the first page", SOON, () -> linesOfSet(display) == 1 + 200 + 1);
            display.picture("inspect-elements");
            askForMore(display);
            Display.until("the second page", SOON, () -> linesOfSet(display) == 1 + 400 + 1);
            askForMore(display);
            Display.until("the last page", SOON, () -> linesOfSet(display) >= 1 + StagedSession.CLERKS);
        }
    }

    private static CodeArea area(Display display) {
        return display.robot().lookup("#ruleset").queryAs(CodeArea.class);
    }

    private static String text(Display display) {
        return area(display).getText();
    }

    @SuppressWarnings("unchecked")
    private static TreeTableView<Object> tree(Display display) {
        return display.robot().lookup("#tree").queryAs(TreeTableView.class);
    }

    private static TreeItem<Object> set(Display display) {
        return tree(display).getRoot().getChildren().getFirst().getChildren().getFirst();
    }

    /** The line of its type, its elements, and the offer of more where there is one. */
    private static int linesOfSet(Display display) {
        return set(display).getChildren().size();
    }

    /** By the keyboard, for the offer may be out of sight. */
    private static void askForMore(Display display) {
        display.run(() -> {
            tree(display).requestFocus();
            tree(display).getSelectionModel().select(set(display).getChildren().getLast());
        });
        display.push(KeyCode.ENTER);
    }
}
