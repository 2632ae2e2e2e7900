package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.TreeTableView;
import org.firewright.lab.SampleProject;
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
            Path project = SampleProject.copyTo(home.resolve("Lab"));
            display.run(() -> display.window().open(project));
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
        }
    }

    private static CodeArea area(Display display) {
        return display.robot().lookup("#ruleset").queryAs(CodeArea.class);
    }

    private static String text(Display display) {
        return area(display).getText();
    }

    private static TreeTableView<?> tree(Display display) {
        return display.robot().lookup("#tree").queryAs(TreeTableView.class);
    }
}
