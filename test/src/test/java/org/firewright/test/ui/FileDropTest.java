package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is dragged from a file manager over the window: what a drop will do is told before, and then it does that. */
@Tag("ui")
class FileDropTest {
    private static final int SOON = 20;

    @TempDir
    Path home;

    private Path other;
    private Path empty;
    private Path list;

    @BeforeEach
    void makeFiles() throws IOException {
        other = Files.createDirectory(home.resolve("other"));
        Files.writeString(other.resolve("firewright.yaml"), SmallProjects.OTHER);
        empty = Files.createDirectory(home.resolve("holiday"));
        list = Files.writeString(home.resolve("partners.txt"), "192.0.2.0/24\n");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aProjectIsOpenedWhereverItIsDropped(Theme theme) throws Exception {
        try (Display display = open(theme);
                FileDrag drag = FileDrag.of(other)) {
            display.open("Lists");
            drag.carryOver(display.robot(), area(display));
            awaitHint(display, "Drop to open this project: other", true);
            assertThat(Display.onFx(() -> display.shows("as a new list")))
                    .as("it is no list")
                    .isFalse();
            picture(display, "drop-project", theme);
            display.robot().drop();
            display.awaitText("edge9: 1 target to deploy", SOON);
            awaitNoHint(display);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aFolderWithoutAProjectIsRefusedWithTheReason(Theme theme) throws Exception {
        try (Display display = open(theme);
                FileDrag drag = FileDrag.of(empty)) {
            drag.carryOver(display.robot(), area(display));
            awaitHint(display, "There is no project in holiday: a project's folder holds a firewright.yaml", false);
            picture(display, "drop-refused", theme);
            display.robot().drop();
            awaitNoHint(display);
            assertThat(Display.onFx(() -> display.shows("Bad actors")))
                    .as("all is as it was")
                    .isTrue();
        }
    }

    @Test
    void aListIsImportedFromEveryPlace() throws Exception {
        try (Display display = open(Theme.DARK);
                FileDrag drag = FileDrag.of(list)) {
            drag.carryOver(display.robot(), area(display));
            awaitHint(display, "Drop to look at partners.txt as a new list", true);
            display.robot().drop();
            display.awaitOpen("Lists");
            drag.leave();
            display.awaitText("1 range", SOON);
            display.press("Add the list");
            Display.until("it is one", SOON, () -> Files.exists(home.resolve("Lab/lists/partners.txt")));
        }
    }

    @Test
    void aListNeedsAProject() throws Exception {
        try (Display display = Display.open(StagedServices.with(home), Theme.LIGHT);
                FileDrag drag = FileDrag.of(list)) {
            drag.carryOver(display.robot(), area(display));
            awaitHint(display, "A list is imported into a project: open one first", false);
            display.robot().moveTo(20, 1_090);
            awaitNoHint(display);
            display.robot().drop();
        }
    }

    private Display open(Theme theme) throws Exception {
        Display display = Display.open(StagedServices.with(home), theme);
        display.openSample(home.resolve("Lab"));
        display.awaitText("lab1: 3 targets to deploy", SOON);
        return display;
    }

    private static Node area(Display display) {
        return display.robot().lookup("#stage").query();
    }

    private static void awaitHint(Display display, String words, boolean sensible) {
        Display.until(
                "what a drop does is told",
                SOON,
                () -> hints(display).stream()
                        .anyMatch(hint -> words.equals(words(hint)) && sensible != isRefused(hint)));
    }

    private static void awaitNoHint(Display display) {
        Display.until("no more is told", SOON, () -> hints(display).isEmpty());
    }

    private static List<Node> hints(Display display) {
        return display.robot().lookup(".drop-shade").queryAll().stream()
                .filter(Node::isVisible)
                .toList();
    }

    private static String words(Node hint) {
        return ((Labeled) hint.lookup(".drop-words")).getText();
    }

    private static boolean isRefused(Node hint) {
        return hint.getPseudoClassStates().contains(PseudoClass.getPseudoClass("refused"));
    }

    private static void picture(Display display, String name, Theme theme) throws IOException {
        display.picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
    }
}
