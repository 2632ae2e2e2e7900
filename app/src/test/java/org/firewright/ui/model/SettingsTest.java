package org.firewright.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings and what the window remembers outlive the program, and no file can keep the window from opening. */
class SettingsTest {
    @TempDir
    Path home;

    private KeptFiles files() {
        return KeptFiles.ofUser(Map.of(), home);
    }

    @Test
    void areKeptWhereTheSpecificationSays() {
        KeptFiles elsewhere = KeptFiles.ofUser(
                Map.of("XDG_CONFIG_HOME", home.resolve("c").toString(), "XDG_STATE_HOME", "relative"), home);

        assertThat(elsewhere.configuration()).isEqualTo(home.resolve("c/firewright"));
        assertThat(elsewhere.state()).isEqualTo(home.resolve(".local/state/firewright"));
    }

    @Test
    void comeBackAsTheyWereKept() {
        Settings set = new Settings(Settings.Choice.DARK, 15, 2, 30);
        Remembered remembered = Remembered.NOTHING.opened("/a").at(10, 20, 1200, 800, false);

        files().keep(set);
        files().keep(remembered);

        assertThat(files().settings()).isEqualTo(set);
        assertThat(files().remembered()).isEqualTo(remembered);
    }

    @Test
    void holdAtFirstWhereNothingOrNonsenseIsKept() throws Exception {
        assertThat(files().settings()).isEqualTo(Settings.DEFAULT);
        Path file = Files.createDirectories(files().configuration()).resolve("settings.json");
        for (String nonsense : new String[] {"", "null", "[", "{\"theme\": \"PINK\"}", "{\"fontSize\": \"x\"}"}) {
            Files.writeString(file, nonsense);
            assertThat(files().settings()).as(nonsense).isEqualTo(Settings.DEFAULT);
        }
        Files.writeString(file, "{\"fontSize\": 4000, \"counterSeconds\": -3}");
        assertThat(files().settings()).isEqualTo(new Settings(Settings.Choice.SYSTEM, Settings.LARGEST, 1, 10));
    }

    @Test
    void recentProjectsStandNewestFirstAndOnce() {
        Remembered now = Remembered.NOTHING;
        for (int i = 0; i < 20; i++) {
            now = now.opened("/project" + i % 10);
        }

        assertThat(now.recent()).hasSize(8).doesNotHaveDuplicates().startsWith("/project9", "/project8");
    }

    @Test
    void aMaximizedWindowKeepsThePlaceItGoesBackTo() {
        Remembered now = Remembered.NOTHING.at(10, 20, 1200, 800, false).at(0, 0, 2560, 1440, true);

        assertThat(now.width()).isEqualTo(1200);
        assertThat(now.maximized()).isTrue();
    }
}
