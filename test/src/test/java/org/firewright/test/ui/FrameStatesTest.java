package org.firewright.test.ui;

import java.nio.file.Path;
import java.util.Locale;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gallery's states around the places can all be reached, in both themes. */
@Tag("ui")
class FrameStatesTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void areAllReached(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        FrameStates.take(
                home, theme, (display, name) -> display.screen(Display.SCREENSHOTS.resolve("frame-" + name + suffix)));
    }
}
