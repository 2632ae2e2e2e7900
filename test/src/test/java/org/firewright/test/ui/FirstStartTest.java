package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus;
import org.firewright.test.Command;
import org.firewright.test.RequiresRoot;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.model.KeptFiles;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a newcomer does: from an empty screen through the lab to a counter that moves, over real SSH, on a real kernel,
 * with nothing but the mouse.
 */
@RequiresRoot
@Tag("ui")
@Tag("kernel")
@Tag("ssh")
class FirstStartTest {
    private static final int SOON = 30;

    private final Lab lab = new Lab("window-" + ProcessHandle.current().pid());

    @TempDir
    Path home;

    private Display display;

    @AfterEach
    void removeAfterFailures() throws Exception {
        lab.down(step -> {});
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void fromAnEmptyScreenToACounterThatMoves(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
        KeptFiles kept = new KeptFiles(home.resolve("config"), home.resolve("state"));
        Services services = Services.real(lab, lab.sshSettings(), home.resolve("Lab"), kept);
        try (Display opened = Display.open(services, theme)) {
            display = opened;
            display.press("Try the lab on this computer");
            display.awaitText("Bad actors", 60);
            display.awaitText("lab1: 3 targets to deploy", SOON);
            Display.until("no counter runs yet", SOON, () -> packets() < 0);

            display.press("Deploy");
            Display.until("the rule's counter runs", SOON, () -> packets() > 0);
            long before = Display.onFx(this::packets);
            Display.until("it moves", SOON, () -> packets() > before && rate().endsWith("/s"));
            display.awaitText("lab1: 2 targets to deploy", SOON);
            display.picture("first-deployed" + suffix);

            assertNothingCountsIn("globex");
            assertNothingCountsIn("initech");

            deploySecond(suffix);
        }
        assertThat(lab.status().state()).isEqualTo(LabStatus.State.DOWN);
        assertThat(lab.folder()).doesNotExist();
    }

    private void assertNothingCountsIn(String namespace) {
        display.choose("lab1/" + namespace);
        display.awaitText("not deployed yet", SOON);
        assertThat(Display.onFx(this::packets)).as(namespace).isNegative();
    }

    /** The list is not loaded again, its memory is counted once, and the window says so. */
    private void deploySecond(String suffix) throws Exception {
        String memory = memory();
        display.choose("lab1/globex");
        display.press("Preview");
        display.awaitText("$ipsum (", SOON);
        display.awaitText("is on the host already: nothing is loaded, no memory is added.", SOON);
        display.press("Deploy chosen");
        display.awaitText("already on the host: $ipsum, $germany6", SOON);
        Display.until(
                "it is in force", SOON, () -> display.cell("table", 1, "memory").equals("0 B"));
        display.awaitText("lab1: 1 target to deploy", SOON);
        assertThat(memory()).isEqualTo(memory);
        display.picture("second-deployed" + suffix);

        display.open("Inspect");
        display.awaitText("acme, globex", SOON);
        display.picture("second-inspected" + suffix);
        followSomebodyElse();

        display.open("Rules");
        Display.until("the second namespace's counter runs", SOON, () -> packets() > 0);
        assertNothingCountsIn("initech");
    }

    /** What others do on the host is seen without a click. */
    private void followSomebodyElse() throws Exception {
        String inNamespace = "ip netns exec globex nft ";
        Command.ok("ssh", "-F", lab.sshConfig().toString(), "lab1", inNamespace + "add table inet somebody");
        Display.until("their table is seen", SOON, () -> ruleset().contains("table inet somebody {"));
        Command.ok("ssh", "-F", lab.sshConfig().toString(), "lab1", inNamespace + "delete table inet somebody");
        Display.until("it is gone again", SOON, () -> !ruleset().contains("somebody"));
    }

    private String ruleset() {
        return display.robot().lookup("#ruleset").queryAs(CodeArea.class).getText();
    }

    /** What the first rule has counted in the chosen namespace; negative where the window shows no number. */
    private long packets() {
        String shown = display.cell("table", 0, "packets").replace(",", "");
        return shown.matches("[0-9]+") ? Long.parseLong(shown) : -1;
    }

    private String rate() {
        return display.cell("table", 0, "rate");
    }

    /** What the status line says of memory, such as "2 lists on host: 1.1 MB once". */
    private String memory() {
        return display.texts().stream()
                .filter(text -> text.contains("lists on host"))
                .findFirst()
                .orElseThrow();
    }
}
