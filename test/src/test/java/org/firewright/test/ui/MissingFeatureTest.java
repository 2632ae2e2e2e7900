package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Feature;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that a connected host cannot enforce are marked, and told once in the box of problems and in Deploy. */
@Tag("ui")
class MissingFeatureTest {
    private static final int SOON = 20;
    private static final String REASON = "The kernel has no xt_bpf. Load it: modprobe xt_bpf.";

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void rulesThatNeedWhatTheHostLacksAreMarked(Theme theme) throws Exception {
        Services services = StagedServices.reaching(
                StagedServices.with(home),
                (prompts, seconds) -> (host, steps) -> new StagedSession(
                        host,
                        List.of(
                                new Feature(Feature.NF_TABLES, true, ""),
                                new Feature(Feature.XT_BPF, !host.equals("lab1"), host.equals("lab1") ? REASON : ""))));
        try (Display display = Display.open(services, theme)) {
            display.openSample(home.resolve("Lab"));
            display.awaitText("lab1: 3 targets to deploy", SOON);
            Display.until(
                    "the rules with lists are marked",
                    SOON,
                    () -> marks(display)
                            .equals(List.of(
                                    "⚠ lab1 cannot enforce this rule: " + REASON,
                                    "⚠ lab1 cannot enforce this rule: " + REASON,
                                    "⚠ lab1 cannot enforce this rule: " + REASON)));
            picture(display, "unsupported", theme);

            display.press("1 problem");
            display.awaitText(
                    "lab1 cannot enforce 3 rules, the first of them edge, rule 1 (Bad actors): " + REASON, SOON);
            display.screen(Display.SCREENSHOTS.resolve("unsupported-problems-" + word(theme) + ".png"));
            display.push(KeyCode.ESCAPE);

            display.choose("lab2/acme");
            Display.until(
                    "the other host enforces all",
                    SOON,
                    () -> display.shows("lab2 · policy edge") && marks(display).isEmpty());
            assertThat(Display.onFx(() -> display.shows("1 problem")))
                    .as("lab1 still lacks it")
                    .isTrue();

            display.choose("lab1/acme");
            display.open("Deploy");
            display.awaitText(
                    "lab1 cannot enforce 3 rules, the first of them edge, rule 1 (Bad actors): " + REASON, SOON);
            picture(display, "unsupported-deploy", theme);
        }
    }

    private static List<String> marks(Display display) {
        return display.robot().lookup(".row-problem").<Labeled>queryAll().stream()
                .filter(mark -> mark.getScene() != null
                        && mark.getParent().isVisible()
                        && mark.getParent().getParent().isVisible())
                .map(Labeled::getText)
                .toList();
    }

    private static void picture(Display display, String name, Theme theme) throws IOException {
        display.moveAway();
        display.picture(name + "-" + word(theme));
    }

    private static String word(Theme theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }
}
