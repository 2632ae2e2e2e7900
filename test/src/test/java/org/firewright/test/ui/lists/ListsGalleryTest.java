package org.firewright.test.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state of which there are pictures can be reached, and nothing in it lies beyond the window's edges. */
@Tag("ui")
class ListsGalleryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyState(Theme theme) throws Exception {
        List<String> beyond = new ArrayList<>();
        ListsPictures.take(folder, theme, (lists, name) -> {
            lists.picture(name + "-" + theme.name().toLowerCase(Locale.ROOT));
            lists.beyondTheEdges().forEach(what -> beyond.add(name + ": " + what));
        });
        assertThat(beyond).isEmpty();
    }
}
