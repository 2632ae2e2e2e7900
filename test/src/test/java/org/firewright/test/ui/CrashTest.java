package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.firewright.lab.SampleProject;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectFile;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that is killed loses nothing: the next one offers what had not come to disk. */
@Tag("ui")
class CrashTest {
    private static final int SOON = 60;

    @TempDir
    Path home;

    @Test
    void theNextWindowOffersTheUnsavedWork() throws Exception {
        Path project = SampleProject.copyTo(home.resolve("Lab"));
        changeAndKill(project);
        assertThat(names(project)).doesNotContain("New rule");

        try (Display display = Display.open(StagedServices.with(home), Theme.LIGHT)) {
            display.clickOn(project.toString());
            display.awaitText("Restore the work that was not saved?", SOON);
            display.picture("unsaved");
            display.press("Restore");
            Display.until("the rule is on disk", SOON, () -> names(project).contains("New rule"));
            Display.until(
                    "undo tells what", SOON, () -> display.tooltip("#undo").equals("Undo restore unsaved work"));
            Display.until("nothing is kept any more", SOON, () -> kept().isEmpty());
        }
    }

    @Test
    void whoDeclinesIsNotAskedAgain() throws Exception {
        Path project = SampleProject.copyTo(home.resolve("Lab"));
        changeAndKill(project);
        try (Display display = Display.open(StagedServices.with(home), Theme.DARK)) {
            display.clickOn(project.toString());
            display.awaitText("Restore the work that was not saved?", SOON);
            display.press("Cancel");
            Display.until("nothing is kept any more", SOON, () -> kept().isEmpty());
        }
        assertThat(names(project)).doesNotContain("New rule");
    }

    private List<Path> kept() throws Exception {
        Path unsaved = home.resolve("state/unsaved");
        if (!Files.exists(unsaved)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(unsaved)) {
            return all.toList();
        }
    }

    private static List<String> names(Path project) {
        return ProjectFile.read(project).project().orElseThrow().policies().stream()
                .flatMap(policy -> policy.rules().stream())
                .map(PolicyRule::name)
                .toList();
    }

    private void changeAndKill(Path project) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ProcessHandle.current().info().arguments().stream()
                .flatMap(Stream::of)
                .filter(argument -> argument.startsWith("-D") || argument.startsWith("--enable"))
                .forEach(command::add);
        String modules = System.getProperty("jdk.module.path", "");
        if (!modules.isEmpty()) {
            command.addAll(
                    List.of("--module-path", modules, "--add-modules", "javafx.controls,javafx.fxml,javafx.swing"));
        }
        command.addAll(List.of(
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWindow.class.getName(),
                home.toString(),
                project.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.equals("changed")) {
                line = lines.readLine();
            }
            assertThat(line).as("the window has changed its project").isEqualTo("changed");
            Display.until("the change is kept", SOON, () -> !kept().isEmpty());
        } finally {
            process.destroyForcibly().waitFor(); // SIGKILL
        }
    }
}
