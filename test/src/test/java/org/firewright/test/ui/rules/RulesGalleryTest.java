package org.firewright.test.ui.rules;

import java.nio.file.Path;
import java.util.Locale;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gallery's states of the Rules place can all be reached, in both themes. */
@Tag("ui")
class RulesGalleryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void states(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
        RulesPictures.take(folder, theme, (display, name, above) -> {
            Path file = Display.SCREENSHOTS.resolve(name + suffix + ".png");
            if (above) {
                display.screen(file);
            } else {
                display.picture(file);
            }
        });
    }
}
