package org.firewright.test.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A demo that somebody stops takes its lab down all the same. */
@RequiresRoot
@Tag("kernel")
@Tag("ssh")
class InterruptedDemoTest {
    private static final int SIGINT = 130; // 128 and the signal's number, as shells have it

    private final Lab lab = new Lab("stop-" + ProcessHandle.current().pid());

    @TempDir
    private Path folder;

    @AfterEach
    void down() throws ProblemException {
        lab.down(step -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"Setting up lab2", "Preparing", "Bad actors"})
    void itsLabGoesDown(String moment) throws Exception {
        FirewrightProcess.Running demo = new FirewrightProcess(lab.name(), folder).start("demo", "--seconds", "600");
        awaitWords(demo, moment);

        Process kill =
                new ProcessBuilder("kill", "-INT", Long.toString(demo.process().pid())).start();
        assertThat(kill.waitFor()).isZero();
        FirewrightProcess.Ended ended = demo.end();

        assertThat(ended.code()).isEqualTo(SIGINT);
        assertThat(ended.sentences())
                .contains("It was interrupted.", "The lab is gone")
                .doesNotContain("fault");
        assertThat(lab.status().state()).isEqualTo(LabStatus.State.DOWN);
        assertThat(lab.folder()).doesNotExist();
    }

    private static void awaitWords(FirewrightProcess.Running demo, String words) throws IOException {
        while (!(Files.readString(demo.results()) + Files.readString(demo.sentences())).contains(words)) {
            assertThat(demo.process().isAlive())
                    .as("still at work; it said: %s", Files.readString(demo.sentences()))
                    .isTrue();
            Thread.onSpinWait();
        }
    }
}
