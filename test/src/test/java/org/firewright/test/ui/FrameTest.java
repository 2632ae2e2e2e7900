package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.model.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands around every place: palette, undo by name, theme, settings, shortcuts, problems, what was open before. */
@Tag("ui")
class FrameTest {
    private static final int SOON = 20;

    @TempDir
    Path home;

    private Display open() throws Exception {
        Display display = Display.open(StagedServices.with(home), Theme.DARK);
        display.openSample(home.resolve("Lab"));
        display.awaitText("Bad actors", SOON);
        display.awaitText("lab1: 3 targets to deploy", SOON);
        return display;
    }

    @Test
    void thePaletteFindsRulesListsHostsAddressesAndDeeds() throws Exception {
        try (Display display = open()) {
            display.find("globex");
            display.awaitText("lab1/globex", SOON);
            display.picture("palette");
            display.push(KeyCode.DOWN);
            display.push(KeyCode.ENTER);
            display.awaitText("lab2 · policy edge", SOON);

            display.find("ipsum");
            display.push(KeyCode.ENTER);
            display.awaitOpen("Lists");

            display.find("2.57.122.2");
            display.awaitText("in no list of this project", SOON);
            display.push(KeyCode.DOWN);
            display.push(KeyCode.ENTER);
            display.awaitOpen("Rules");
            display.awaitText("rules see 2.57.122.2", SOON);

            display.find("web from germany");
            display.push(KeyCode.ENTER);
            display.awaitOpen("Rules");

            display.find("go to deploy");
            display.push(KeyCode.ENTER);
            display.awaitOpen("Deploy");
        }
    }

    @Test
    void placesThemeTextAndHelpAnswerToTheirKeys() throws Exception {
        try (Display display = open()) {
            display.push(KeyCode.SHORTCUT, KeyCode.DIGIT3);
            display.awaitOpen("Inspect");
            display.push(KeyCode.F1);
            display.awaitText("Move a rule", SOON);
            display.picture("shortcuts");
            display.push(KeyCode.ESCAPE);
            display.awaitGone("Move a rule");

            display.push(KeyCode.SHORTCUT, KeyCode.COMMA);
            display.awaitText("As the system", SOON);
            display.picture("settings");
            display.clickOn("Light");
            Display.until("the window is light", SOON, () -> !display.isDark());
            display.press("Close");

            display.push(KeyCode.SHORTCUT, KeyCode.MINUS);
            Display.until("text is smaller", SOON, () -> display.fontSize() == 12);
        }
        try (Display again = Display.open(StagedServices.with(home), Theme.DARK)) {
            again.awaitText("Opened before", SOON);
            assertThat(Display.onFx(again::isDark)).as("the theme is kept").isFalse();
            assertThat(Display.onFx(again::fontSize)).isEqualTo(12);
            again.clickOn(home.resolve("Lab").toString());
            again.awaitText("Bad actors", SOON);
        }
    }

    @Test
    void numbersOfSettingsAreTypedAndHoldAtOnce() throws Exception {
        List<StagedSession> sessions = new CopyOnWriteArrayList<>();
        Services watched = StagedServices.reaching(StagedServices.with(home), (prompts, seconds) -> (host, steps) -> {
            StagedSession session = new StagedSession(host);
            sessions.add(session);
            return session;
        });
        try (Display display = Display.open(watched, Theme.DARK)) {
            display.openSample(home.resolve("Lab"));
            display.awaitText("lab1: 3 targets to deploy", SOON);
            Display.until("counters come each second", SOON, () -> areWatched(sessions, 1000));

            display.push(KeyCode.SHORTCUT, KeyCode.COMMA);
            display.type("#fontSize .text-field", "15x");
            display.awaitText("Size of text: type a whole number from 10 to 26.", SOON);
            display.picture("settings-refused");
            display.push(KeyCode.ENTER);
            assertThat(Display.onFx(display::fontSize)).isEqualTo(13);
            display.push(KeyCode.BACK_SPACE);
            display.awaitGone("type a whole number");
            display.push(KeyCode.ENTER);
            Display.until("text is larger", SOON, () -> display.fontSize() == 15);

            display.type("#counterSeconds .text-field", "5");
            display.push(KeyCode.TAB);
            Display.until("counters come every five seconds", SOON, () -> areWatched(sessions, 5000));

            display.type("#sshSeconds .text-field", "121");
            display.awaitText("A host may take: type a whole number from 1 to 120.", SOON);
            display.push(KeyCode.TAB);
            display.awaitGone("type a whole number");
        }
        Settings kept = StagedServices.with(home).kept().settings();
        assertThat(kept).isEqualTo(new Settings(kept.theme(), 15, 5, 10));
    }

    private static boolean areWatched(List<StagedSession> sessions, int everyMillis) {
        return !sessions.isEmpty() && sessions.stream().allMatch(session -> session.intervalMillis() == everyMillis);
    }

    @Test
    void everyChangeIsUndoneByItsName() throws Exception {
        try (Display display = open()) {
            display.clickOn("Bad actors");
            display.press("Add a rule");
            display.awaitText("New rule", SOON);
            Display.until(
                    "undo tells what", SOON, () -> display.tooltip("#undo").equals("Undo add rule 6"));
            display.push(KeyCode.SHORTCUT, KeyCode.Z);
            Display.until(
                    "redo tells what", SOON, () -> display.tooltip("#redo").equals("Redo add rule 6"));
            display.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
            Display.until(
                    "it is there again", SOON, () -> display.tooltip("#undo").equals("Undo add rule 6"));
        }
    }

    @Test
    void theMemoryOfListsStandsBesideThatOfSets() throws Exception {
        try (Display display = open()) {
            display.press("Deploy");
            display.awaitText("2 lists on host: ", SOON);
            display.awaitText("As nft sets in 1 namespace: ", SOON);
        }
    }

    @Test
    void aHostThatIsNamedByHandAndNotReachedIsToldAtOnce() throws Exception {
        Services refusing = StagedServices.reaching(StagedServices.with(home), (prompts, seconds) -> (host, steps) -> {
            if (host.equals("nowhere")) {
                throw ProblemException.of(Problem.Kind.REQUEST, "nowhere: there is no such host.", "Look at its name.");
            }
            return new StagedSession(host);
        });
        try (Display display = Display.open(refusing, Theme.LIGHT)) {
            display.openSample(home.resolve("Lab"));
            display.awaitText("lab1: 3 targets to deploy", SOON);
            display.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.N);
            display.type("#answer", "nowhere");
            display.push(KeyCode.ENTER);
            Display.until(
                    "it is told",
                    SOON,
                    () -> display.robot().lookup(".notice.problem").queryAll().stream()
                            .anyMatch(notice -> notice.getAccessibleText().contains("there is no such host.")));
            display.choose("nowhere");
            display.awaitText("Choose a target", SOON);
        }
    }

    @Test
    void anotherProjectIsShownFromItsFirstTargetOn() throws Exception {
        try (Display display = open()) {
            display.openProject(home.resolve("other"), SmallProjects.OTHER);
            display.awaitText("Far away", SOON);
            display.awaitText("edge9 · policy far", SOON);
        }
    }

    @Test
    void problemsAndTasksAreListed() throws Exception {
        try (Display display = open()) {
            display.press("No problems");
            display.awaitText("Problems", SOON);
            display.push(KeyCode.ESCAPE);
            display.press("No tasks running");
            display.awaitText("Nothing is running.", SOON);
            display.picture("tasks");
        }
    }
}
