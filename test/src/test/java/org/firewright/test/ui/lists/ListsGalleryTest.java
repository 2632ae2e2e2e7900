package org.firewright.test.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state of which there are pictures can be reached; whatever is in it can be read, has a name, and lies within the
 * window.
 */
@Tag("ui")
class ListsGalleryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyState(Theme theme) throws Exception {
        Set<String> faults = new TreeSet<>();
        ListsPictures.take(folder, theme, (lists, name) -> {
            lists.picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
            lists.faults().forEach(fault -> faults.add(name + ": " + fault));
        });
        assertThat(faults).isEmpty();
    }
}
