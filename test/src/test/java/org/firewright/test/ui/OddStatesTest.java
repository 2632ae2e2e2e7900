package org.firewright.test.ui;

import java.nio.file.Path;
import java.util.Locale;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gallery's rare states can all be reached, in both themes. */
@Tag("ui")
@Tag(FxGuard.RESTYLED)
class OddStatesTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void areAllReached(Theme theme) throws Exception {
        try (Display display = Display.open(StagedServices.with(home), theme)) {
            new OddStates(display, home.resolve("odd"), name -> {
                        display.moveAway();
                        display.picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
                    })
                    .take();
        }
    }
}
