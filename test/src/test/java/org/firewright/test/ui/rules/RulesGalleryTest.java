package org.firewright.test.ui.rules;

import java.nio.file.Path;
import java.util.Locale;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of the Rules place in the states that matter, in both themes. */
@Tag("ui")
class RulesGalleryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void states(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
        try (RulesWindow rules = RulesWindow.open(folder, theme)) {
            rules.picture("rules-opened" + suffix);
            rules.deploy();
            rules.robot().clickOn(rules.name(3));
            rules.picture("rules-place" + suffix);
            rules.carry(rules.block("Country"), rules.lower(rules.row(4)));
            rules.picture("rules-dragging" + suffix);
            rules.robot().moveTo(rules.name(7));
            rules.picture("rules-refused" + suffix);
            rules.robot()
                    .moveTo(
                            rules.bounds(rules.display()
                                            .robot()
                                            .lookup(".sidebar")
                                            .query())
                                    .getCenterX(),
                            900);
            rules.robot().drop();
            rules.robot().clickOn(rules.chip(1, 2));
            Display.until(
                    "the editor is open",
                    10,
                    () -> rules.robot().lookup("#chip-value").tryQuery().isPresent());
            rules.screen("rules-ports" + suffix);
        }
    }
}
