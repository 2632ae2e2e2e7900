package org.firewright.test.ui;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.SampleProject;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window takes, keeps and lets go: a folder, its own place, work that is stopped. */
@Tag("ui")
class WindowKeepsTest {
    private static final int SOON = 20;

    @TempDir
    Path home;

    @Test
    void aFolderThatIsDroppedOnTheWindowIsOpened() throws Exception {
        Path project = SampleProject.copyTo(home.resolve("Lab"));
        try (Display display = Display.open(StagedServices.with(home), Theme.DARK);
                FileDrag drag = FileDrag.of(project)) {
            display.awaitText("Open a project", SOON);
            drag.dropOn(
                    display.robot(), display.robot().lookup(".welcome-title").query());
            display.awaitText("Bad actors", SOON);
        }
    }

    @Test
    void theWindowComesBackWhereItWas() throws Exception {
        Rectangle2D place = new Rectangle2D(120, 60, 1_240, 800);
        try (Display display = Display.open(StagedServices.with(home), Theme.DARK)) {
            display.place(place);
        }
        try (Display again = Display.open(StagedServices.with(home), Theme.DARK)) {
            Display.until("it is where it was", SOON, () -> again.place().equals(place));
        }
    }

    @Test
    void workThatIsStoppedIsToldAndCanBeginAnew() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        Services staged = StagedServices.with(home);
        Services slow = StagedServices.reaching(staged, (prompts, seconds) -> (host, steps) -> {
            if (!host.equals("lab1") || tries.getAndIncrement() > 0) {
                return staged.connector().apply(prompts, seconds).connect(host, steps);
            }
            steps.accept("waiting for an answer");
            connecting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new ProblemException(new Problem(Problem.Kind.INTERNAL, Place.HOST, "Broken off.", ""), e);
            }
            throw new IllegalStateException("nobody ends this wait but who stops it");
        });
        try (Display display = Display.open(slow, Theme.LIGHT)) {
            display.openSample(home.resolve("Lab"));
            connecting.await();
            display.press("Connecting to lab1");
            display.awaitText("waiting for an answer", SOON);
            display.press("Stop");
            display.awaitText("lab1 was not reached", SOON);
            display.robot().clickOn(".place-title"); // beside the box, which closes it
            display.awaitGone("waiting for an answer");
            display.press("1 problem");
            display.awaitText("Connecting to lab1: stopped.", SOON);
            display.push(KeyCode.ESCAPE);
            display.open("Inspect");
            display.press("Connect");
            display.awaitText("lab1: 3 targets to deploy", SOON);
        }
    }
}
