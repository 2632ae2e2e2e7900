package org.firewright.test.ui.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.firewright.test.ui.Accessible;
import org.firewright.test.ui.Contrast;
import org.firewright.test.ui.Display;
import org.firewright.test.ui.StagedServices;
import org.firewright.ui.Theme;
import org.firewright.ui.lists.ListEntry;
import org.testfx.api.FxRobot;

/** The window with the Lists place open, and what a person sees there. */
public final class ListsDisplay implements AutoCloseable {
    private static final int SOON = 20;

    private final Display display;

    private ListsDisplay(Display display) {
        this.display = display;
    }

    /** Opens a project and goes to its lists. */
    static ListsDisplay open(Path project, Path home, Theme theme) throws TimeoutException {
        ListsDisplay opened = new ListsDisplay(Display.open(StagedServices.with(home), theme));
        opened.display.openProject(project);
        opened.until(
                "a project is open", () -> opened.seen(".area-button").findAny().isPresent());
        opened.robot().clickOn(opened.node(".area-button", node -> says(node, "Lists")));
        opened.until(
                "the place is open", () -> opened.seen(".lists-place").findAny().isPresent());
        return opened;
    }

    FxRobot robot() {
        return display.robot();
    }

    /** Waits until something is true on the JavaFX thread. */
    void until(String what, Callable<Boolean> condition) {
        Display.until(what, SOON, condition);
    }

    /** Waits until so many lists stand in the table. */
    void awaitLists(int count) {
        until(count + " lists are there", () -> entries().size() == count);
    }

    /** The lists in the table, on the JavaFX thread. */
    List<ListEntry> entries() {
        return seen(".lists-table")
                .findFirst()
                .map(node -> ((TableView<?>) node)
                        .getItems().stream().map(ListEntry.class::cast).toList())
                .orElse(List.of());
    }

    /** Chooses a list with the mouse. */
    void choose(String list) {
        robot().clickOn(node(".list-name", node -> ((Labeled) node).getText().equals(list)));
        until(list + " is chosen", () -> text("#title").equals("$" + list));
    }

    /** What a labelled thing or a field says; of the sheet where one lies over the place. */
    String text(String query) {
        return Display.onFx(() -> find(query)
                .map(node -> node instanceof TextInputControl field ? field.getText() : ((Labeled) node).getText())
                .orElse(""));
    }

    /** Waits until something says this, or contains it. */
    void awaitText(String query, String part) {
        try {
            until(query + " says " + part, () -> text(query).contains(part));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it says “" + text(query) + "”", e);
        }
    }

    /** Types into a field, over what is there. */
    void type(String query, String text) {
        robot().clickOn(wait(query))
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .eraseText(1)
                .write(text);
        until(query + " holds " + text, () -> text(query).equals(text));
    }

    /** Presses the visible button that says this. */
    void press(String words) {
        robot().clickOn(node(".button", node -> says(node, words)));
    }

    /** Chooses one of several with a click. */
    void toggle(String words) {
        robot().clickOn(node(".toggle-button", node -> says(node, words)));
    }

    /** Chooses an entry of the menu with all that can be done with a list. */
    void menu(String words) {
        robot().clickOn(node(".menu-button", node -> says(node, "More")));
        robot().clickOn(node(".menu-item .label", node -> says(node, words)));
    }

    /** The node of the sheet that is open, or of the place where none is; waits for it. */
    Node wait(String query) {
        until("there is a " + query, () -> find(query).isPresent());
        return Display.onFx(() -> find(query).orElseThrow());
    }

    /** The visible node that a query and a condition name; waits for it. */
    Node node(String query, Predicate<Node> condition) {
        until("there is such a " + query, () -> seen(query).anyMatch(condition));
        return Display.onFx(() -> seen(query).filter(condition).findFirst().orElseThrow());
    }

    /** Whether what is typed goes there; on the JavaFX thread. */
    boolean hasKeyboard(String query) {
        return find(query).filter(Node::isFocused).isPresent();
    }

    /** Presses keys together. */
    void push(KeyCode... keys) {
        display.push(keys);
    }

    /** Waits until something in the place has the keyboard; where nothing gets it, what has it instead is told. */
    void awaitKeyboardInPlace() {
        try {
            until(
                    "the place has the keyboard",
                    () -> seen(".lists-place")
                            .anyMatch(place -> inside(place.getScene().getFocusOwner(), place)));
        } catch (AssertionError e) {
            Node owner = Display.onFx(
                    () -> robot().lookup(".frame").query().getScene().getFocusOwner());
            throw new AssertionError("It is with " + owner + ".", e);
        }
    }

    private static boolean inside(Node node, Node place) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(place)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sheet lies over the place; on the JavaFX thread. */
    boolean sheetIsOpen() {
        return seen(".list-sheet").findAny().isPresent();
    }

    /** The nodes of several sheets and of the place have the same names: the sheet is what a person looks at. */
    Optional<Node> find(String query) {
        String where = sheetIsOpen() ? ".list-sheet " : ".lists-place ";
        return seen(where + query).findFirst();
    }

    /** The rows of ranges that are seen, from above. */
    List<String> rows() {
        return Display.onFx(() -> seen(".list-ranges .row-range")
                .sorted(Comparator.comparingDouble(
                        node -> node.localToScene(0, 0).getY()))
                .map(node -> ((Labeled) node).getText())
                .toList());
    }

    private Stream<Node> seen(String query) {
        return robot().lookup(query).queryAll().stream().filter(Display::isSeen);
    }

    /** Whether something on the screen contains this text; on the JavaFX thread. */
    boolean seesText(String query, String part) {
        return seen(query).anyMatch(node -> ((Labeled) node).getText().contains(part));
    }

    /** What of the place, or of the sheet over it, cannot be read, has no name or lies beyond the window. */
    List<String> faults() {
        return Display.onFx(() -> {
            Node what = seen(sheetIsOpen() ? ".list-sheet" : ".lists-place")
                    .findFirst()
                    .orElseThrow();
            return Stream.<Function<Node, Optional<String>>>of(
                            Contrast::fault, Accessible::nameless, Accessible::cutOff)
                    .flatMap(measure -> Accessible.faults(what, measure).stream())
                    .toList();
        });
    }

    /** Writes a picture of the window. */
    public void picture(Path file) throws IOException {
        display.picture(file);
    }

    void picture(String name) throws IOException {
        display.picture(name);
    }

    @Override
    public void close() throws IOException {
        display.close();
    }

    private static boolean says(Node node, String words) {
        return node instanceof Labeled labeled
                && Display.isSeen(node)
                && !node.isDisabled()
                && words.equals(labeled.getText());
    }
}
