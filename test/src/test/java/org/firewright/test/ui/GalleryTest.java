package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of every place with the sample project, in both themes. */
@Tag("ui")
class GalleryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyPlace(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
        try (Display display = Display.open(StagedServices.with(folder), theme)) {
            display.picture("welcome" + suffix);
            display.openSample(folder.resolve("lab"));
            Display.until(
                    "counters come",
                    20,
                    () -> display.robot().lookup(".sidebar .figure").queryAll().stream()
                            .anyMatch(node -> ((javafx.scene.control.Labeled) node)
                                    .getText()
                                    .endsWith("/s")));
            display.picture("rules" + suffix);
            for (String place : new String[] {"lists", "inspect", "deploy"}) {
                display.robot().clickOn("#" + place);
                Display.until(
                        place + " is open",
                        5,
                        () -> display.robot().lookup(".place-title").tryQuery().isPresent());
                display.picture(place + suffix);
            }
            assertThat(display.robot().lookup("#table").<Node>tryQuery()).isPresent();
        }
    }
}
