package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.layout.Region;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that is as small as it can be made still has room for every place. */
@Tag("ui")
class SmallestWindowTest {
    private static final int SOON = 20;
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 700;

    @TempDir
    Path home;

    @Test
    void everyPlaceHasRoom() throws Exception {
        try (Display display = Display.open(StagedServices.with(home), Theme.LIGHT)) {
            display.openSample(home.resolve("Lab"));
            display.awaitText("lab1: 3 targets to deploy", SOON);
            display.resize(WIDTH, HEIGHT);
            for (String place : new String[] {"Rules", "Lists", "Inspect", "Deploy"}) {
                display.open(place);
                display.picture("smallest-" + place);
                Region frame = display.robot().lookup("#frame").query();
                assertThat(Display.onFx(() -> frame.minWidth(-1))).as(place).isLessThanOrEqualTo(WIDTH);
            }
        }
    }

    /** What is said of a policy with errors is the longest that stands beside a policy's name. */
    @Test
    void somewhatLargerOnesHaveRoomForErrors() throws Exception {
        try (Display display = Display.open(StagedServices.with(home), Theme.LIGHT)) {
            display.openProject(home.resolve("wrong"), SmallProjects.WRONG);
            display.awaitText("errors: cannot be deployed", SOON);
            Region frame = display.robot().lookup("#frame").query();
            for (int width = WIDTH; width <= 1_400; width += 15) {
                display.resize(width, HEIGHT);
                assertThat(Display.onFx(() -> frame.minWidth(-1)))
                        .as("at " + width)
                        .isLessThanOrEqualTo(width);
            }
        }
    }
}
