package org.firewright.test.ui.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.firewright.test.ui.Display;
import org.firewright.test.ui.StagedServices;
import org.firewright.ui.Theme;
import org.firewright.ui.lists.ListEntry;
import org.testfx.api.FxRobot;

/** The window with the Lists place open, and what a person sees there. */
final class ListsDisplay implements AutoCloseable {
    private static final int SOON = 20;

    private final Display display;

    private ListsDisplay(Display display) {
        this.display = display;
    }

    /** Opens a project and goes to its lists. */
    static ListsDisplay open(Path project, Path home, Theme theme) throws TimeoutException {
        ListsDisplay opened = new ListsDisplay(Display.open(StagedServices.with(home), theme));
        Display.onFx(() -> {
            opened.display.window().open(project);
            return null;
        });
        opened.until(
                "a project is open",
                () -> opened.display
                        .robot()
                        .lookup("#lists")
                        .tryQuery()
                        .filter(Node::isVisible)
                        .filter(node -> node.getParent().isVisible())
                        .isPresent());
        opened.robot().clickOn("#lists");
        opened.until("the place is open", () -> opened.find("#table").isPresent());
        return opened;
    }

    FxRobot robot() {
        return display.robot();
    }

    /** Waits until something is true on the JavaFX thread. */
    void until(String what, java.util.concurrent.Callable<Boolean> condition) {
        Display.until(what, SOON, condition);
    }

    /** Waits until so many lists stand in the table. */
    void awaitLists(int count) {
        until(count + " lists are there", () -> entries().size() == count);
    }

    /** The lists in the table, on the JavaFX thread. */
    List<ListEntry> entries() {
        return find("#table")
                .map(node -> ((TableView<?>) node)
                        .getItems().stream().map(ListEntry.class::cast).toList())
                .orElse(List.of());
    }

    /** Chooses a list with the mouse. */
    void choose(String list) {
        robot().clickOn(node(".list-name", node -> ((Labeled) node).getText().equals(list)));
        until(list + " is chosen", () -> text("#title").equals("$" + list));
    }

    /** What a labelled thing or a field says. */
    String text(String query) {
        return find(query)
                .map(node -> node instanceof TextInputControl field ? field.getText() : ((Labeled) node).getText())
                .orElse("");
    }

    /** Waits until something says this, or contains it. */
    void awaitText(String query, String part) {
        until(query + " says " + part, () -> text(query).contains(part));
    }

    /** Types into a field, over what is there. */
    void type(String query, String text) {
        robot().clickOn(query).push(KeyCode.SHORTCUT, KeyCode.A).eraseText(1).write(text);
        until(query + " holds " + text, () -> text(query).equals(text));
    }

    /** Presses the visible button that says this. */
    void press(String words) {
        until(
                "a button " + words,
                () -> robot().lookup(".button").queryAll().stream().anyMatch(node -> says(node, words)));
        robot().clickOn(node(".button", node -> says(node, words)));
    }

    /** The visible node that a query and a condition name. */
    Node node(String query, Predicate<Node> condition) {
        return Display.onFx(() -> robot().lookup(query).queryAll().stream()
                .filter(ListsDisplay::seen)
                .filter(condition)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no such " + query)));
    }

    java.util.Optional<Node> find(String query) {
        return robot().lookup(query).queryAll().stream()
                .filter(ListsDisplay::seen)
                .findFirst();
    }

    /** The rows of ranges that are seen, from above. */
    List<String> rows() {
        return Display.onFx(() -> robot().lookup("#table .row-range").queryAll().stream()
                .filter(ListsDisplay::seen)
                .map(node -> ((Labeled) node).getText())
                .toList());
    }

    void picture(String name) throws IOException {
        display.picture(name);
    }

    @Override
    public void close() {
        display.close();
    }

    private static boolean says(Node node, String words) {
        return node instanceof Labeled labeled && seen(node) && !node.isDisabled() && words.equals(labeled.getText());
    }

    private static boolean seen(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }
}
