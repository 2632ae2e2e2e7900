package org.firewright.test.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of the Lists place: real lists, a million random prefixes, empty, with a fault, and every sheet. */
@Tag("ui")
class ListsGalleryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyState(Theme theme) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
        Path project = ListProject.in(folder.resolve("full"))
                .sample("ipsum")
                .sample("germany6")
                .random("scanners", 1_000_000)
                .with("partners", "192.0.2.0/24\n198.51.100.7\n2001:db8::/48\nexample.org\n10.0.0.1/24\n")
                .with("gone", "192.0.2.1\n")
                .rule("Bad actors", "ip.src in $ipsum and tcp.dstport in {22 23 3389}")
                .rule("Scanners", "ip.src in $scanners and not ip.src in $partners")
                .rule("Web from Germany", "ip.src in $germany6 and tcp.dstport in {80 443}")
                .write();
        Files.delete(project.resolve("lists/gone.txt"));
        try (ListsDisplay lists = ListsDisplay.open(project, folder, theme)) {
            lists.awaitLists(5);
            lists.choose("ipsum");
            lists.type("#search", "185.220.101.7");
            lists.until("the map is drawn", () -> lists.text("#words").contains("addresses in all"));
            lists.robot().moveTo(lists.wait("#map"));
            lists.until("the map tells a block", () -> lists.text("#words").contains("/16"));
            lists.picture("lists-ipsum" + suffix);
            lists.choose("scanners");
            lists.type("#search", "185.2");
            lists.picture("lists-million" + suffix);
            lists.choose("partners");
            lists.picture("lists-partners" + suffix);
            lists.choose("gone");
            lists.picture("lists-gone" + suffix);
            lists.choose("ipsum");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.G);
            lists.type("#question", "185.220.101.7");
            lists.picture("lists-contains" + suffix);
            lists.robot().push(KeyCode.ESCAPE);
            lists.robot().push(KeyCode.F2);
            lists.picture("lists-rename" + suffix);
            lists.robot().push(KeyCode.ESCAPE);
            lists.robot().push(KeyCode.DELETE);
            lists.picture("lists-remove" + suffix);
            lists.robot().push(KeyCode.ESCAPE);
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.E);
            lists.picture("lists-export" + suffix);
            lists.robot().push(KeyCode.ESCAPE);
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.N);
            lists.picture("lists-add" + suffix);
            lists.robot().push(KeyCode.ESCAPE);
            assertThat(lists.rows()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void empty(Theme theme) throws Exception {
        Path project = ListProject.in(folder.resolve("empty")).write();
        try (ListsDisplay lists = ListsDisplay.open(project, folder, theme)) {
            lists.picture("lists-empty-" + theme.name().toLowerCase(Locale.ROOT));
            assertThat(lists.entries()).isEmpty();
        }
    }
}
