package org.firewright.test.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.firewright.test.ui.Display;
import org.firewright.test.ui.FileDrag;
import org.firewright.ui.Theme;
import org.firewright.ui.lists.ListEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing of the Lists place done as a person would, with mouse and keys. */
@Tag("ui")
class ListsPlaceTest {
    @TempDir
    Path folder;

    private ListsDisplay small() throws Exception {
        Path project = ListProject.in(folder.resolve("small"))
                .with("bad", "192.0.2.1\n192.0.2.2\n198.51.100.0/24\n2001:db8::/32\n")
                .with("good", "198.51.100.7\nexample.org\n")
                .rule("Bad actors", "ip.src in $bad and not ip.src in $good")
                .write();
        ListsDisplay lists = ListsDisplay.open(project, folder, Theme.DARK);
        lists.awaitLists(2);
        return lists;
    }

    private static void clipboard(String text) {
        Display.onFx(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            return Clipboard.getSystemClipboard().setContent(content);
        });
    }

    @Test
    void aMillionRangesAreSearchedAndWalkedThroughWithTheKeyboard() throws Exception {
        Path project = ListProject.in(folder.resolve("million"))
                .random("many", 1_000_000)
                .write();
        try (ListsDisplay lists = ListsDisplay.open(project, folder, Theme.LIGHT)) {
            lists.awaitLists(1);
            lists.until("the first rows are seen", () -> !lists.rows().isEmpty());
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.F).write("185.220.");
            lists.awaitText("#outcome", "ranges begin with 185.220.");
            assertThat(lists.rows()).anyMatch(row -> row.startsWith("185.220."));
            lists.robot().push(KeyCode.DOWN).push(KeyCode.END);
            lists.until("the last row is seen", () -> lists.rows().getLast().startsWith("255."));
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.A);
            lists.awaitText("#chosen", "ranges chosen");
            long all = Display.onFx(() -> lists.entries().getFirst().ranges().count());
            assertThat(lists.text("#chosen")).isEqualTo(String.format("%,d ranges chosen", all));
            lists.robot().push(KeyCode.HOME).push(KeyCode.SHIFT, KeyCode.DOWN).push(KeyCode.SHIFT, KeyCode.DOWN);
            lists.awaitText("#chosen", "3 ranges chosen");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.C);
            lists.awaitText("#chosen", "3 ranges copied");
            String copied = Display.onFx(() -> Clipboard.getSystemClipboard().getString());
            assertThat(copied.lines().toList()).isEqualTo(lists.rows().subList(0, 3));
        }
    }

    @Test
    void theWheelAndTheScrollBarMoveThroughTheRows() throws Exception {
        Path project =
                ListProject.in(folder.resolve("wheel")).random("many", 50_000).write();
        try (ListsDisplay lists = ListsDisplay.open(project, folder, Theme.LIGHT)) {
            lists.awaitLists(1);
            lists.until("the first rows are seen", () -> !lists.rows().isEmpty());
            List<String> first = lists.rows();
            lists.robot().moveTo(lists.wait(".range-row")).scroll(5, VerticalDirection.DOWN);
            lists.until("other rows are seen", () -> !lists.rows().equals(first));
            lists.robot()
                    .drag(lists.wait(".list-ranges .scroll-bar .thumb"), MouseButton.PRIMARY)
                    .moveBy(0, 1_000)
                    .drop();
            lists.until("the last row is seen", () -> lists.rows().getLast().startsWith("255."));
        }
    }

    @Test
    void severalFilesThatAreDroppedAreLookedAtInTurn() throws Exception {
        Path first = Files.writeString(folder.resolve("first.txt"), "203.0.113.1\n");
        Path second = Files.writeString(folder.resolve("second.txt"), "203.0.113.2\n");
        Path third = Files.writeString(folder.resolve("third.txt"), "203.0.113.3\n");
        try (ListsDisplay lists = small();
                FileDrag drag = FileDrag.of(first, second, third)) {
            drag.carryOver(lists.robot(), lists.wait("#map"));
            lists.until("it is told what a drop does", () -> lists.seesText(".drop-words", "these 3 files"));
            lists.robot().drop();
            drag.leave();
            lists.awaitText("#name", "first");
            lists.awaitText("#waiting", "2 more");
            lists.awaitText("#ranges", "1 range");
            lists.press("Add the list");
            lists.awaitText("#name", "second");
            lists.press("Skip this one");
            lists.awaitText("#name", "third");
            assertThat(lists.text("#waiting")).isEmpty();
            lists.awaitText("#ranges", "1 range");
            lists.press("Add the list");
            lists.until("the sheet is closed", () -> !lists.sheetIsOpen());
            lists.awaitLists(4);
            assertThat(Display.onFx(lists::entries))
                    .extracting(ListEntry::name)
                    .contains("first", "third")
                    .doesNotContain("second");
        }
    }

    @Test
    void aFileThatIsDroppedIsSeenBeforeItIsUsed() throws Exception {
        Path file = Files.writeString(
                folder.resolve("Feed of scanners.txt"), "203.0.113.1\n203.0.113.2\nexample.org\n10.0.0.999\n");
        try (ListsDisplay lists = small();
                FileDrag drag = FileDrag.of(file)) {
            drag.dropOn(lists.robot(), lists.wait("#map"));
            lists.awaitText("#ranges", "1 range");
            drag.leave();
            assertThat(lists.text("#entries")).isEqualTo("2 lines understood");
            assertThat(lists.text("#badTitle")).isEqualTo("2 lines not understood");
            lists.picture("lists-import-bad-dark");
            assertThat(Display.onFx(lists::entries)).hasSize(2);
            lists.type("#name", "scanners");
            lists.press("Add the list");
            lists.awaitLists(3);
            lists.awaitText("#title", "$scanners");
            assertThat(folder.resolve("small/lists/scanners.txt")).hasSameTextualContentAs(file);
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
            lists.awaitLists(2);
        }
    }

    @Test
    void aFileDroppedOnAListShowsWhatComesAndGoes() throws Exception {
        Path file = Files.writeString(folder.resolve("new.txt"), "192.0.2.2\n198.51.100.0/24\n203.0.113.0/24\n");
        try (ListsDisplay lists = small();
                FileDrag drag = FileDrag.of(file)) {
            drag.dropOn(lists.robot(), lists.node(".list-name", node -> "bad".equals(((Labeled) node).getText())));
            lists.awaitText("#cameTitle", "1 range comes");
            drag.leave();
            assertThat(lists.text("#wentTitle")).isEqualTo("− 2 ranges go");
            lists.picture("lists-import-change-dark");
            lists.press("Use the new content");
            lists.until("the new content is there", () -> entry(lists, "bad").entries() == 3);
            lists.awaitText("#came", "+ 1");
            lists.awaitText("#went", "− 2");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
            lists.until("the old content is back", () -> entry(lists, "bad").entries() == 4);
        }
    }

    @Test
    void pastedTextBecomesAList() throws Exception {
        try (ListsDisplay lists = small()) {
            lists.choose("good");
            clipboard("203.0.113.9\n203.0.113.10-203.0.113.20\n");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.V);
            lists.awaitText("#ranges", "1 range");
            lists.type("#name", "Not A Name");
            lists.awaitText("#nameWords", "lower-case");
            lists.type("#name", "pasted");
            lists.press("Add the list");
            lists.awaitLists(3);
            assertThat(Display.onFx(() -> entry(lists, "pasted").ranges().v4Count()))
                    .isEqualTo(1);
        }
    }

    @Test
    void aMillionLinesThatArePastedDoNotHoldUpTheWindow() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            lines.append("10.")
                    .append(i >> 16)
                    .append('.')
                    .append(i >> 8 & 0xff)
                    .append('.')
                    .append(i & 0xff)
                    .append('\n');
        }
        clipboard(lines.toString());
        try (ListsDisplay lists = small()) {
            lists.press("Add list");
            lists.robot().clickOn(lists.wait("#text")).push(KeyCode.SHORTCUT, KeyCode.V);
            lists.awaitText("#entries", "1,000,000 lines understood");
            assertThat(lists.text("#text"))
                    .as("so much text is not shown as text")
                    .isEmpty();
            lists.type("#name", "pasted");
            lists.press("Add the list");
            lists.awaitLists(3);
            assertThat(Display.onFx(() -> entry(lists, "pasted").entries())).isEqualTo(1_000_000);
        }
    }

    @Test
    void aListOfTheWebIsFetchedAndRefreshed() throws Exception {
        AtomicReference<String> content = new AtomicReference<>("203.0.113.1\n203.0.113.3\n");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed.txt", exchange -> {
            byte[] bytes = content.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try (ListsDisplay lists = small()) {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/feed.txt";
            lists.press("Add list");
            lists.type("#from", url);
            lists.press("Preview");
            lists.awaitText("#ranges", "2 ranges");
            lists.press("Add the list");
            lists.awaitLists(3);
            assertThat(Display.onFx(() -> entry(lists, "feed").source())).isEqualTo(url);
            content.set("203.0.113.3\n203.0.113.5\n203.0.113.7\n");
            lists.robot().push(KeyCode.F5);
            lists.awaitText("#cameTitle", "2 ranges come");
            assertThat(lists.text("#wentTitle")).isEqualTo("− 1 range goes");
            lists.press("Use the new content");
            lists.until("the new content is there", () -> entry(lists, "feed").entries() == 3);
            server.stop(0);
            lists.robot().push(KeyCode.F5);
            lists.awaitText(".problem-box .sentence", "cannot be reached");
            lists.picture("lists-import-failed-dark");
            lists.robot().push(KeyCode.ESCAPE);
            assertThat(Display.onFx(() -> entry(lists, "feed").entries())).isEqualTo(3);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void worksWithoutAMouse() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.txt"), "203.0.113.0/24\n198.51.100.0/24\n");
        try (ListsDisplay lists = small()) {
            lists.awaitKeyboardInPlace();
            lists.push(KeyCode.SHORTCUT, KeyCode.N);
            lists.until("the field for where from has the keyboard", () -> lists.hasKeyboard("#from"));
            lists.robot().write(file.toString());
            lists.push(KeyCode.ENTER);
            lists.until("the button that uses it has the keyboard", () -> lists.hasKeyboard("#use"));
            lists.push(KeyCode.SPACE);
            lists.awaitText("#title", "$keys");
            lists.until("the table has the keyboard", () -> lists.hasKeyboard(".lists-table"));
            lists.push(KeyCode.UP);
            lists.awaitText("#title", "$good");
            lists.push(KeyCode.DOWN);
            lists.awaitText("#title", "$keys");
            lists.push(KeyCode.SHORTCUT, KeyCode.F);
            lists.robot().write("203.");
            lists.push(KeyCode.DOWN);
            lists.push(KeyCode.ENTER);
            lists.awaitText("#words", "203.0.113");
            Files.writeString(folder.resolve("small/lists/keys.txt"), "203.0.113.0/24\n");
            lists.push(KeyCode.F5);
            lists.awaitText("#wentTitle", "1 range goes");
            lists.until("the button that uses it has the keyboard", () -> lists.hasKeyboard("#use"));
            lists.push(KeyCode.SPACE);
            lists.until("the new content is there", () -> entry(lists, "keys").entries() == 1);
            lists.push(KeyCode.SHORTCUT, KeyCode.E);
            lists.until("the field for where to has the keyboard", () -> lists.hasKeyboard("#file"));
            lists.robot().write(folder.resolve("keys.out").toString());
            lists.push(KeyCode.ENTER);
            lists.awaitText("#outcome", "1 range written to");
            lists.push(KeyCode.ESCAPE);
            lists.push(KeyCode.DELETE);
            lists.until("the button that deletes has the keyboard", () -> lists.hasKeyboard("#remove"));
            lists.push(KeyCode.SPACE);
            lists.awaitLists(2);
        }
    }

    @Test
    void tellsWhichListsContainAnAddress() throws Exception {
        try (ListsDisplay lists = small()) {
            lists.press("Which lists contain …");
            lists.robot().write("198.51.100.7");
            lists.awaitText("#outcome", "198.51.100.7 is in 2 of 2 lists");
            lists.robot().push(KeyCode.DOWN).push(KeyCode.ENTER);
            lists.awaitText("#title", "$good");
            lists.awaitText("#outcome", "in 198.51.100.7");
        }
    }

    @Test
    void renamingChangesTheRulesToo() throws Exception {
        try (ListsDisplay lists = small()) {
            lists.choose("bad");
            lists.robot().push(KeyCode.F2);
            lists.awaitText("#words", "1 rule names it");
            lists.robot().write("good");
            lists.awaitText("#fault", "There is a list $good already.");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.A).write("worse").push(KeyCode.ENTER);
            lists.awaitText("#title", "$worse");
            assertThat(Display.onFx(() -> entry(lists, "worse").use().rules())).hasSize(1);
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
            lists.until(
                    "the old name is back",
                    () -> lists.entries().getFirst().name().equals("bad"));
        }
    }

    @Test
    void deletingTellsWhereTheListIsUsed() throws Exception {
        try (ListsDisplay lists = small()) {
            lists.choose("bad");
            lists.robot().push(KeyCode.DELETE);
            lists.awaitText("#rules", "edge, rule 1: Bad actors");
            lists.robot().push(KeyCode.ENTER); // keeps it: rules would break
            lists.until("the sheet is gone", () -> !lists.sheetIsOpen());
            assertThat(Display.onFx(lists::entries)).hasSize(2);
            lists.robot().push(KeyCode.DELETE);
            lists.press("Delete all the same");
            lists.awaitLists(1);
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
            lists.awaitLists(2);
        }
    }

    @Test
    void exportsInEveryForm() throws Exception {
        try (ListsDisplay lists = small()) {
            lists.choose("bad");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.E);
            Path file = folder.resolve("out.txt");
            lists.type("#file", file.toString());
            lists.toggle("JSON");
            lists.awaitText("#file", "out.json");
            lists.press("Export");
            lists.awaitText("#outcome", "3 ranges written to");
            assertThat(JsonParser.parseString(Files.readString(folder.resolve("out.json")))
                            .getAsJsonObject()
                            .getAsJsonArray("ipv6")
                            .get(0)
                            .getAsString())
                    .isEqualTo("2001:db8::/32");
            lists.toggle("nft");
            lists.press("Export");
            lists.awaitText("#outcome", "out.nft");
            assertThat(folder.resolve("out.nft")).content().contains("set bad_v4 {", "198.51.100.0/24,");
            lists.type("#file", folder.resolve("nowhere/out.nft").toString());
            lists.press("Export");
            lists.awaitText(".problem-box .sentence", "cannot be written");
        }
    }

    @Test
    void theMapZoomsPansAndTells() throws Exception {
        try (ListsDisplay lists = small()) {
            lists.choose("bad");
            lists.robot().moveTo(lists.wait("#map"));
            lists.awaitText("#words", "/16 · 0 ranges");
            String whole = lists.text("#words");
            lists.robot().scroll(3, VerticalDirection.UP);
            lists.until("the map is nearer", () -> !lists.text("#words").equals(whole));
            String near = lists.text("#words");
            lists.robot()
                    .drag(lists.wait("#map"), MouseButton.PRIMARY)
                    .moveBy(60, 40)
                    .drop();
            assertThat(lists.text("#words"))
                    .as("what is under the hand stays there")
                    .isEqualTo(near);
            lists.robot().moveTo(lists.wait("#map"));
            lists.until("the map was moved", () -> !lists.text("#words").equals(near));
            lists.robot().push(KeyCode.HOME);
            lists.choose("bad");
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.F).write("198.51.100.7");
            lists.awaitText("#outcome", "in 198.51.100.0/24");
            lists.robot().push(KeyCode.DOWN);
            lists.until("the rows have the keyboard", () -> lists.hasKeyboard(".range-table"));
            lists.robot().push(KeyCode.ENTER);
            lists.awaitText("#words", "198.51.100.");
            lists.awaitText("#words", "100.0 % of the block");
            lists.robot()
                    .clickOn(lists.wait("#map"))
                    .push(KeyCode.RIGHT)
                    .push(KeyCode.MINUS)
                    .push(KeyCode.MINUS);
            lists.until("the keys move it", () -> lists.text("#words").contains("/"));
        }
    }

    private static ListEntry entry(ListsDisplay lists, String name) {
        return lists.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
