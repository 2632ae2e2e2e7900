package org.firewright.test.ui.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.firewright.test.ui.FileDrag;
import org.firewright.ui.Theme;

/** The states of the Lists place that matter, one after the other, for whoever takes pictures of them. */
public final class ListsPictures {
    private static final int DOUBLE = 13; // steps from the usual size of text

    private final ListsDisplay lists;
    private final Camera camera;

    private ListsPictures(ListsDisplay lists, Camera camera) {
        this.lists = lists;
        this.camera = camera;
    }

    /** Takes a picture of the window. */
    public interface Camera {
        /** Takes it under this name. */
        void take(ListsDisplay lists, String name) throws IOException;
    }

    /** Takes them all, in projects that are made in a folder. */
    public static void take(Path folder, Theme theme, Camera camera) throws Exception {
        Path empty = ListProject.in(folder.resolve("empty")).write();
        try (ListsDisplay lists = ListsDisplay.open(empty, folder, theme)) {
            camera.take(lists, "lists-empty");
        }
        Path project = ListProject.in(folder.resolve("full"))
                .sample("ipsum")
                .sample("germany6")
                .random("scanners", 1_000_000)
                .with("partners", "192.0.2.0/24\n198.51.100.7\n2001:db8::/48\nexample.org\n10.0.0.1/24\n")
                .with("customers_of_the_northern_region_with_a_contract", "203.0.113.0/25\n")
                .with("gone", "192.0.2.1\n")
                .rule("Bad actors", "ip.src in $ipsum and tcp.dstport in {22 23 3389}")
                .rule("Scanners", "ip.src in $scanners and not ip.src in $partners")
                .rule("Web from Germany", "ip.src in $germany6 and tcp.dstport in {80 443}")
                .rule(
                        "Customers of the northern region may reach their own servers",
                        "ip.src in $customers_of_the_northern_region_with_a_contract")
                .write();
        Files.delete(project.resolve("lists/gone.txt"));
        try (ListsDisplay lists = ListsDisplay.open(project, folder, theme)) {
            lists.awaitLists(6);
            ListsPictures pictures = new ListsPictures(lists, camera);
            pictures.lists();
            pictures.sheets();
            pictures.imports(folder);
            pictures.large();
        }
    }

    private void take(String name) throws IOException {
        camera.take(lists, name);
    }

    private void lists() throws IOException {
        lists.choose("ipsum");
        lists.type("#search", "185.220.101.7");
        lists.until("the map is drawn", () -> lists.text("#words").contains("addresses in all"));
        lists.robot().moveTo(lists.wait("#map"));
        lists.until("the map tells a block", () -> lists.text("#words").contains("/16"));
        take("lists-ipsum");
        lists.choose("scanners");
        lists.type("#search", "185.2");
        take("lists-million");
        lists.choose("partners");
        take("lists-partners");
        lists.choose("customers_of_the_northern_region_with_a_contract");
        take("lists-long-names");
        lists.choose("gone");
        take("lists-gone");
    }

    private void sheets() throws IOException {
        lists.choose("ipsum");
        lists.robot().push(KeyCode.SHORTCUT, KeyCode.G);
        lists.type("#question", "185.220.101.7");
        takeSheet("lists-contains");
        lists.robot().push(KeyCode.F2);
        takeSheet("lists-rename");
        lists.robot().push(KeyCode.DELETE);
        takeSheet("lists-remove");
        lists.robot().push(KeyCode.SHORTCUT, KeyCode.E);
        takeSheet("lists-export");
        lists.robot().push(KeyCode.SHORTCUT, KeyCode.N);
        takeSheet("lists-add");
    }

    private void takeSheet(String name) throws IOException {
        lists.until("a sheet is open", lists::sheetIsOpen);
        take(name);
        lists.robot().push(KeyCode.ESCAPE);
        lists.until("the sheet is gone", () -> !lists.sheetIsOpen());
    }

    private void imports(Path folder) throws IOException {
        Path feed = Files.writeString(
                folder.resolve("Feed of partners.txt"),
                "192.0.2.0/25\n198.51.100.0/24\n2001:db8::/48\nexample.org\n10.0.0.1/24\n203.0.113.999\n");
        try (FileDrag drag = FileDrag.of(feed)) {
            drag.carryOver(
                    lists.robot(), lists.node(".list-name", node -> "partners".equals(((Labeled) node).getText())));
            lists.until("it says what a drop would do", () -> lists.seesText(".drop-words", "$partners"));
            take("lists-drag");
            lists.robot().drop();
            lists.awaitText("#cameTitle", "come");
        }
        takeSheet("lists-import");
        lists.robot().push(KeyCode.SHORTCUT, KeyCode.N);
        lists.type("#from", "http://127.0.0.1:9/feed.txt"); // the port "discard", which nobody serves
        lists.press("Preview");
        lists.awaitText(".problem-box .sentence", "cannot be reached");
        takeSheet("lists-import-failed");
    }

    /** At twice the size, in a window that has not grown. */
    private void large() throws IOException {
        for (int i = 0; i < DOUBLE; i++) {
            lists.robot().push(KeyCode.SHORTCUT, KeyCode.EQUALS);
        }
        lists.choose("ipsum");
        take("lists-large");
        lists.robot().push(KeyCode.SHORTCUT, KeyCode.N);
        takeSheet("lists-add-large");
    }
}
