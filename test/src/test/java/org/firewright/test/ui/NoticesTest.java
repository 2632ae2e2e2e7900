package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A notice and a box of the status line are in the same corner, and both are seen whole. */
@Tag("ui")
class NoticesTest {
    private static final int SOON = 20;
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 700;

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aNoticeStandsAboveTheBoxOfProblems(Theme theme) throws Exception {
        Services refusing = StagedServices.reaching(StagedServices.with(home), (prompts, seconds) -> (host, steps) -> {
            if (host.startsWith("nowhere")) {
                throw ProblemException.of(Problem.Kind.REQUEST, host + ": there is no such host.", "Look at its name.");
            }
            return new StagedSession(host);
        });
        try (Display display = Display.open(refusing, theme)) {
            display.openSample(home.resolve("Lab"));
            display.awaitText("lab1: 3 targets to deploy", SOON);
            display.resize(WIDTH, HEIGHT);
            for (int i = 1; i <= 2; i++) {
                connect(display, "nowhere" + i);
            }
            Display.until("both are told", SOON, () -> notices(display).size() == 2);
            Bounds before = Display.onFx(() -> onScreen(notices(display).getLast()));
            display.robot().clickOn("#problems");
            Display.until("the box is open", SOON, () -> display.shows("Copy all"));
            Display.until(
                    "it hides no notice",
                    SOON,
                    () -> notices(display).stream()
                            .noneMatch(notice -> onScreen(notice).intersects(box(display))));
            assertThat(Display.onFx(() -> notices(display).stream()
                            .allMatch(notice -> onScreen(
                                            display.robot().lookup("#frame").query())
                                    .contains(onScreen(notice)))))
                    .as("they are in the window")
                    .isTrue();
            display.screen(Display.SCREENSHOTS.resolve("notices-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
            display.push(KeyCode.ESCAPE);
            Display.until(
                    "they stand where they stood",
                    SOON,
                    () -> onScreen(notices(display).getLast()).equals(before));
        }
    }

    private static void connect(Display display, String host) {
        display.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.N);
        display.type("#answer", host);
        display.push(KeyCode.ENTER);
        Display.until(
                "it is told",
                SOON,
                () -> notices(display).stream()
                        .anyMatch(notice -> notice.getAccessibleText().contains(host)));
    }

    private static List<Node> notices(Display display) {
        return List.copyOf(display.robot().lookup(".notice.problem").queryAll());
    }

    private static Bounds box(Display display) {
        return onScreen(display.robot().lookup(".status-box").query());
    }

    private static Bounds onScreen(Node node) {
        Bounds bounds = node.localToScreen(node.getLayoutBounds());
        return new BoundingBox(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    }
}
