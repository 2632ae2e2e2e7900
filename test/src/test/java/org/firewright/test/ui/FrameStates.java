package org.firewright.test.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;

/** What stands around every place, and what asks, tells and refuses; pictures are of the screen, as boxes lie above the window. */
record FrameStates(Display display, Gallery.Camera camera) {
    private static final int SOON = 20;

    /** Takes them all, with a project that is made in a folder. */
    static void take(Path home, Theme theme, Shots shots) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Display display = Display.open(services(home, never), theme)) {
            FrameStates states = new FrameStates(display, name -> shots.take(display, name));
            states.start(home);
            states.frame();
            states.hosts();
            states.problems(home);
            never.countDown();
        }
    }

    /** Takes a picture of the screen. */
    interface Shots {
        void take(Display display, String name) throws IOException;
    }

    /** Hosts that ask, one that never answers, and one that cannot be used. */
    private static Services services(Path home, CountDownLatch never) {
        return StagedServices.reaching(StagedServices.with(home), (prompts, seconds) -> (host, steps) -> {
            switch (host) {
                case "new.example.net" -> {
                    prompts.trustHostKey(
                            "new.example.net (192.0.2.9, port 22)",
                            "ssh-ed25519",
                            "SHA256:uNiVztksCsDhcc0u9e8BrNfQH3ayBTJHzPX1ivrB9AM");
                    throw declined(host);
                }
                case "locked.example.net" -> {
                    prompts.passphrase("/home/ada/.ssh/id_ed25519");
                    throw declined(host);
                }
                case "sudo.example.net" -> {
                    prompts.sudoPassword("ada", "sudo.example.net");
                    throw declined(host);
                }
                case "slow.example.net" -> {
                    steps.accept("copying the agent, 3.1 of 8.4 MB");
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                case "old.example.net" ->
                    throw new ProblemException(new Problem(
                            Problem.Kind.MISSING_FEATURE,
                            Place.HOST,
                            "old.example.net: the kernel has no nf_tables.",
                            "Load it: modprobe nf_tables."));
                default -> {}
            }
            return new StagedSession(host);
        });
    }

    private static ProblemException declined(String host) {
        return new ProblemException(new Problem(
                Problem.Kind.REQUEST,
                Place.HOST,
                host + ": its question was declined.",
                "Connect again to be asked again."));
    }

    private void take(String name) throws IOException {
        display.moveAway();
        camera.take(name);
    }

    private void start(Path home) throws Exception {
        display.openSample(home.resolve("Lab"));
        display.awaitText("lab1: 3 targets to deploy", SOON);
    }

    private void frame() throws IOException {
        display.push(KeyCode.SHORTCUT, KeyCode.K);
        take("finder");
        display.robot().write("web");
        take("finder-web");
        display.push(KeyCode.SHORTCUT, KeyCode.A);
        display.robot().write("192.0.2.7");
        take("finder-address");
        display.push(KeyCode.SHORTCUT, KeyCode.A);
        display.robot().write("nothing of this kind");
        take("finder-nothing");
        display.push(KeyCode.ESCAPE);
        display.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        display.awaitText("As the system", SOON);
        take("settings");
        display.push(KeyCode.ESCAPE);
        display.push(KeyCode.F1);
        display.awaitText("Move a rule", SOON);
        take("shortcuts");
        display.push(KeyCode.ESCAPE);
        display.press("No problems");
        take("problems-none");
        display.push(KeyCode.ESCAPE);
        display.press("No tasks running");
        take("tasks-none");
        display.push(KeyCode.ESCAPE);
    }

    private void hosts() throws IOException {
        connect("new.example.net");
        display.awaitText("Is this really", SOON);
        take("question-host-key");
        display.press("Cancel");
        connect("locked.example.net");
        display.awaitText("A key is locked", SOON);
        take("question-passphrase");
        display.press("Cancel");
        connect("sudo.example.net");
        display.awaitText("Password of ada", SOON);
        take("question-sudo");
        display.press("Cancel");
        connect("slow.example.net");
        display.press("Connecting to slow.example.net");
        take("tasks");
        display.push(KeyCode.ESCAPE);
        connect("old.example.net");
        display.awaitText("4 problems", SOON);
        take("notice-problem");
        display.robot().clickOn("#problems");
        take("problems-hosts");
        display.push(KeyCode.ESCAPE);
        display.choose("old.example.net");
        display.open("Inspect");
        take("inspect-failed");
        display.open("Rules");
        take("rules-none");
        display.choose("slow.example.net");
        display.open("Inspect");
        take("inspect-connecting");
    }

    private void connect(String host) throws IOException {
        display.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.N);
        display.awaitText("Connect to a server", SOON);
        if (host.startsWith("new")) {
            take("question-connect");
        }
        display.robot().write(host);
        display.push(KeyCode.ENTER);
    }

    private void problems(Path home) throws IOException {
        display.openProject(home.resolve("wrong"), SmallProjects.WRONG);
        display.choose("lab1/acme");
        display.open("Rules");
        Display.until(
                "problems are told",
                SOON,
                () -> display.robot().lookup("#problems").queryAll().stream().anyMatch(Node::isVisible)
                        && display.shows("Typing error"));
        display.robot().clickOn("#problems");
        take("problems");
        display.push(KeyCode.ESCAPE);
        display.open("Deploy");
        take("deploy-errors");
    }
}
