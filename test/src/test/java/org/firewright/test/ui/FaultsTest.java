package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.Lab;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ssh.SshServer;
import org.firewright.test.ssh.SshWorkbench;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.model.KeptFiles;
import org.firewright.ui.start.LabHands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on the way is told in the window: what happened, where, and what to do. */
@Tag("ui")
class FaultsTest {
    private static final int SOON = 20;

    @TempDir
    Path scratch;

    private SshWorkbench desktop;

    @BeforeEach
    void desk() throws Exception {
        desktop = SshWorkbench.in(scratch.resolve("home"));
    }

    private Display open(Theme theme) throws Exception {
        KeptFiles kept = new KeptFiles(scratch.resolve("config"), scratch.resolve("state"));
        Lab none = new Lab("none-" + ProcessHandle.current().pid());
        return Display.open(
                Services.real(none, desktop.settings(Optional.empty()), scratch.resolve("projects/Lab"), kept), theme);
    }

    @Test
    void aTypoInTheProjectIsToldWithItsLine() throws Exception {
        Path project = project("""
                firewright: 1
                name: Typo
                polices: {}
                """);
        try (Display display = open(Theme.LIGHT)) {
            display.type("#folder", project.toString());
            display.press("Open");

            display.awaitText("firewright.yaml:3:1: A project has no \"polices\". Did you mean policies?", SOON);
            display.picture("fault-typo");
        }
    }

    @Test
    void aFolderThatIsNoProjectIsNamed() throws Exception {
        try (Display display = open(Theme.DARK)) {
            display.type("#folder", scratch.resolve("nowhere").toString());
            display.press("Open");

            display.awaitText(scratch.resolve("nowhere") + "", SOON);
            display.awaitText("There is no", SOON);
        }
    }

    @Test
    void aHostThatIsDownIsToldAndNothingIsDeployed() throws Exception {
        desktop.host("down", SshServer.freePort());
        Path project = project("""
                firewright: 1
                name: Down
                policies:
                  edge:
                    hook: forward
                    default: accept
                    rules:
                      - {name: Web, when: tcp.dstport == 80, action: count}
                targets:
                  down:
                    acme: edge
                """);
        try (Display display = open(Theme.DARK)) {
            display.type("#folder", project.toString());
            display.press("Open");

            display.awaitText("down was not reached", SOON);
            display.awaitText("1 problem", SOON);
            display.open("Inspect");
            display.awaitText("refuses the connection", SOON);
            display.picture("fault-host-down");

            display.open("Deploy");
            display.robot().clickOn(".check-box-table-cell .check-box");
            display.press("Deploy chosen");
            display.awaitText("down is not connected.", SOON);
            display.awaitText("nothing was changed on any host.", SOON);
        }
    }

    @Test
    @RequiresRoot
    void anUnknownHostKeyIsAskedAboutWithItsFingerprint() throws Exception {
        try (SshServer server = SshServer.start(scratch, List.of(desktop.publicKey()));
                Display display = open(Theme.DARK)) {
            desktop.host("edge", server.port());
            display.type("#host", "edge");
            display.press("Connect");
            display.awaitText("Is this really edge (127.0.0.1, port " + server.port() + ")?", SOON);
            assertThat(fact(display)).isEqualTo(server.fingerprint());
            display.picture("question-host-key");
            display.press("Cancel");
            display.awaitText("is not known: ssh-ed25519 " + server.fingerprint(), SOON);
            assertThat(desktop.knownHosts()).doesNotExist();

            display.press("Connect");
            display.press("They are equal: trust it");
            display.awaitText("edge in step", SOON);
            assertThat(Files.readString(desktop.knownHosts())).contains(server.hostKey());
        }
    }

    @Test
    @RequiresRoot
    void aChangedHostKeyIsRefusedWithBothFingerprints() throws Exception {
        SshServer.keygen(scratch.resolve("other"));
        try (SshServer server = SshServer.start(scratch, List.of(desktop.publicKey()));
                Display display = open(Theme.LIGHT)) {
            desktop.host("edge", server.port());
            Files.writeString(
                    desktop.knownHosts(),
                    "[127.0.0.1]:" + server.port() + " " + Files.readString(scratch.resolve("other.pub")));
            display.type("#host", "edge");
            display.press("Connect");

            display.awaitText("has changed", SOON);
            display.awaitText(server.fingerprint(), SOON);
            display.picture("fault-changed-key");
        }
    }

    @Test
    @RequiresRoot
    void aLabThatCannotBeMadeSaysWhyAndWhatToDo() throws Exception {
        Lab lab = new Lab("taken-" + ProcessHandle.current().pid());
        Files.createFile(lab.folder()); // where the lab's folder is to be
        KeptFiles kept = new KeptFiles(scratch.resolve("config"), scratch.resolve("state"));
        try (Display display = Display.open(
                Services.real(lab, lab.sshSettings(), scratch.resolve("projects/Lab"), kept), Theme.LIGHT)) {
            display.press("Try the lab on this computer");
            display.awaitText(lab.folder() + "", SOON);
            display.awaitText("Look at what it says", SOON);
            display.picture("fault-lab");
        } finally {
            Files.deleteIfExists(lab.folder());
        }
    }

    @Test
    void withoutRootTheLabSaysHowToGetIt() throws Exception {
        Problem refused = new Problem(
                Problem.Kind.PERMISSION,
                Place.HOST,
                "The lab makes network namespaces, which takes root.",
                "Start Firewright as root, or install sudo.");
        try (Display display =
                Display.open(StagedServices.trying(StagedServices.with(scratch), failing(refused)), Theme.DARK)) {
            display.press("Try the lab on this computer");
            display.awaitText("which takes root.", SOON);
            display.awaitText("Start Firewright as root, or install sudo.", SOON);
            Display.until(
                    "one can try again",
                    SOON,
                    () -> !display.robot().lookup("#lab").query().isDisabled());
        }
    }

    @Test
    void aHostWithoutNftablesIsTold() throws Exception {
        Problem lacking = new Problem(
                Problem.Kind.MISSING_FEATURE,
                Place.HOST,
                "old: the kernel has no nf_tables.",
                "Load it: modprobe nf_tables.");
        Services services =
                StagedServices.reaching(StagedServices.with(scratch), (prompts, seconds) -> (host, steps) -> {
                    throw new ProblemException(lacking);
                });
        try (Display display = Display.open(services, Theme.LIGHT)) {
            display.type("#host", "old");
            display.press("Connect");
            display.awaitText("the kernel has no nf_tables.", SOON);
            display.awaitText("Load it: modprobe nf_tables.", SOON);
        }
    }

    private static LabHands failing(Problem problem) {
        return new LabHands() {
            @Override
            public void up(Consumer<String> steps) throws ProblemException {
                steps.accept("Making host lab1");
                throw new ProblemException(problem);
            }

            @Override
            public void down(Consumer<String> steps) {}

            @Override
            public Path sample() {
                throw new IllegalStateException("there is no lab to have a sample");
            }
        };
    }

    private static String fact(Display display) {
        return Display.onFx(
                () -> display.robot().lookup("#fact").queryAs(TextField.class).getText());
    }

    private Path project(String yaml) throws Exception {
        Path folder = Files.createDirectories(scratch.resolve("project"));
        Files.writeString(folder.resolve("firewright.yaml"), yaml);
        return folder;
    }
}
