package org.firewright.test.ui.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.test.ui.Display;
import org.firewright.test.ui.StagedServices;
import org.firewright.ui.Theme;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A window on the rules of a project, and somebody who works on them. */
public final class RulesWindow implements AutoCloseable {
    private final Display display;
    private final Path folder;

    private RulesWindow(Display display, Path folder) {
        this.display = display;
        this.folder = folder;
    }

    /** Opens the project of seven rules in a folder that is empty. */
    public static RulesWindow open(Path home, Theme theme) throws Exception {
        return open(home, CustomersProject.in(home.resolve("customers")), theme);
    }

    /** Opens a project that is this text. */
    static RulesWindow open(Path home, String yaml, Theme theme) throws Exception {
        Path project = Files.createDirectories(home.resolve("project"));
        Files.writeString(project.resolve("firewright.yaml"), yaml);
        return open(home, project, theme);
    }

    private static RulesWindow open(Path home, Path project, Theme theme) throws Exception {
        RulesWindow window = new RulesWindow(Display.open(StagedServices.with(home), theme), project);
        window.display.openProject(project);
        Display.until("the rules are shown", 60, () -> !window.rows().isEmpty());
        settle();
        return window;
    }

    /** The window, and who uses it. */
    public Display display() {
        return display;
    }

    /** Mouse and keyboard. */
    public FxRobot robot() {
        return display.robot();
    }

    /** Puts the policy in force, so that counters run. */
    public void deploy() {
        click("#deploy.success");
        Display.until(
                "counters come",
                20,
                () -> texts(".rules-table .table-cell.right").stream().anyMatch(text -> text.endsWith("/s")));
    }

    /** Presses the mouse on the node of this name. */
    public void click(String query) {
        robot().clickOn(query);
        settle();
    }

    /** Drags with the left button from the middle of a node to a place on the screen, in steps, as a hand does. */
    void drag(Node from, Point2D to) {
        carry(from, to);
        robot().drop();
        settle();
    }

    /** The same without letting go. */
    void carry(Node from, Point2D to) {
        Point2D start = middle(from);
        robot().moveTo(start);
        robot().press(MouseButton.PRIMARY);
        robot().moveBy(6, 6);
        robot().moveBy(6, 6);
        robot().moveTo(to.add(-3, -3));
        robot().moveTo(to);
        settle();
    }

    /** Drags while Ctrl is held. */
    void dragWithControl(Node from, Point2D to) {
        robot().press(KeyCode.CONTROL);
        try {
            carry(from, to);
            robot().release(MouseButton.PRIMARY);
        } finally {
            robot().release(KeyCode.CONTROL);
        }
        settle();
    }

    Node block(String label) {
        return node(".palette-block", label);
    }

    Node list(String name) {
        return node(".sidebar .list-cell .label", name);
    }

    Node target(String name) {
        return node(".sidebar .tree-cell .label", name);
    }

    /** The row of the rule with this number. */
    TableRow<?> row(int number) {
        return Display.onFx(() -> rows().stream()
                .filter(row -> number(row) == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Row " + number + " is not seen.")));
    }

    /** What the rule with this number is dragged by. */
    Node handle(int number) {
        return Display.onFx(() -> row(number).lookup(".handle"));
    }

    /** A chip of a rule, both counted from 1 on. */
    public Node chip(int rule, int number) {
        TableRow<?> row = row(rule);
        return Display.onFx(() -> chips(row).get(number - 1));
    }

    /** What the chips of a rule say. */
    List<String> chipTexts(int rule) {
        TableRow<?> row = row(rule);
        return Display.onFx(
                () -> chips(row).stream().map(Node::getAccessibleText).collect(Collectors.toList()));
    }

    Point2D upper(Node node) {
        Bounds bounds = bounds(node);
        return new Point2D(bounds.getCenterX(), bounds.getMinY() + 2);
    }

    Point2D lower(Node node) {
        Bounds bounds = bounds(node);
        return new Point2D(bounds.getCenterX(), bounds.getMaxY() - 3);
    }

    /** The middle of a row where no chip is. */
    Point2D name(int rule) {
        Bounds bounds = bounds(row(rule));
        return new Point2D(bounds.getMinX() + 190, bounds.getCenterY());
    }

    Point2D middle(Node node) {
        Bounds bounds = bounds(node);
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    Bounds bounds(Node node) {
        return Display.onFx(() -> node.localToScreen(node.getBoundsInLocal()));
    }

    /** The project as it is on disk by now. */
    Project project() {
        return ProjectFile.read(folder).project().orElseThrow();
    }

    /** The rules of a policy as they are on disk by now. */
    List<PolicyRule> rules(String policy) {
        return project().policy(policy).orElseThrow().rules();
    }

    /** The names of a policy's rules as they are on disk by now. */
    List<String> names(String policy) {
        return rules(policy).stream().map(PolicyRule::name).toList();
    }

    /** Waits until the text of a rule of the shown policy is this, on disk. */
    void untilWhen(int rule, String when) {
        Display.until(
                "rule " + rule + " is " + when + ", not "
                        + rules("edge").get(rule - 1).when(),
                30,
                () -> rules("edge").get(rule - 1).when().equals(when));
    }

    /** Waits until the rules of a policy have these names, in this order, on disk. */
    void untilNames(String policy, String... names) {
        Display.until(policy + " is " + List.of(names), 30, () -> names(policy).equals(List.of(names)));
    }

    /** What is said at the pointer while something is dragged. */
    String ghost() {
        return Display.onFx(
                () -> robot().lookup(".drag-ghost .words").<Labeled>query().getText());
    }

    /** Goes through a context menu and its submenus with the mouse. */
    void menu(Point2D at, String... entries) {
        robot().rightClickOn(at);
        settle();
        for (String entry : entries) {
            // Sideways first, as a hand does: on the straight way other entries would open.
            Point2D to = middle(entry(entry));
            robot().moveTo(new Point2D(to.getX(), at.getY()));
            robot().moveTo(to);
            robot().clickOn(MouseButton.PRIMARY);
            at = to;
            settle();
        }
    }

    /** Chooses from a menu that is open. */
    void choose(String entry) {
        robot().clickOn(entry(entry));
        settle();
    }

    /** An entry of a menu that is open, once it is there. */
    Node entry(String text) {
        Display.until("the menu has " + text, 20, () -> shownEntry(text).isPresent());
        return Display.onFx(() -> shownEntry(text).orElseThrow());
    }

    private Optional<Node> shownEntry(String text) {
        return robot().lookup(".context-menu .menu-item .label").<Labeled>queryAll().stream()
                .filter(label -> label.isVisible()
                        && text.equals(label.getText())
                        && label.getScene() != null
                        && label.getScene().getWindow() != null
                        && label.getScene().getWindow().isShowing())
                .<Node>map(label -> label)
                .findFirst();
    }

    /** Whether something of this name is seen; on the JavaFX thread. */
    boolean isSeen(String query) {
        return robot().lookup(query).queryAll().stream().anyMatch(Display::isSeen);
    }

    /** Waits until what is typed goes to the node of this name. */
    void awaitKeyboard(String query) {
        Display.until(
                query + " has the keyboard",
                20,
                () -> robot().lookup(query).queryAll().stream().anyMatch(Node::isFocused));
    }

    /** Whether the rule with this number is on the screen as a whole; on the JavaFX thread. */
    boolean isSeen(int number) {
        Node table = robot().lookup("#table").query();
        Bounds frame = table.localToScreen(table.getBoundsInLocal());
        return rows().stream()
                .filter(row -> number(row) == number)
                .anyMatch(row -> frame.contains(row.localToScreen(row.getBoundsInLocal())));
    }

    /** Presses keys together. */
    public void press(KeyCode... keys) {
        display.push(keys);
        settle();
    }

    /** Presses the keys of a text, wherever the keyboard is: TestFX's own typing knows only the window, not a box above it. */
    void type(String text) {
        text.chars().forEach(letter -> display.push(keys((char) letter)));
    }

    private static KeyCode[] keys(char letter) {
        return switch (letter) {
            case ' ' -> new KeyCode[] {KeyCode.SPACE};
            case '.' -> new KeyCode[] {KeyCode.PERIOD};
            case '/' -> new KeyCode[] {KeyCode.SLASH};
            case '_' -> new KeyCode[] {KeyCode.SHIFT, KeyCode.MINUS};
            case '$' -> new KeyCode[] {KeyCode.SHIFT, KeyCode.DIGIT4};
            default -> new KeyCode[] {KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(letter)))};
        };
    }

    /** What the labels of this query say, on the JavaFX thread. */
    List<String> texts(String query) {
        return new ArrayList<>(robot().lookup(query).<Labeled>queryAll())
                .stream().map(Labeled::getText).filter(text -> text != null).toList();
    }

    void picture(String name) throws IOException {
        settle();
        display.picture(name);
    }

    /** A picture with what lies above the window. */
    void screen(String name) throws IOException {
        display.screen(Display.SCREENSHOTS.resolve(name + ".png"));
    }

    static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Node node(String query, String text) {
        return Display.onFx(() -> robot().lookup(query).<Labeled>queryAll().stream()
                .filter(node -> text.equals(node.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + query + " says " + text + ".")));
    }

    private List<TableRow<?>> rows() {
        List<TableRow<?>> rows = new ArrayList<>();
        for (Node node : robot().lookup(".rules-table .table-row-cell").queryAll()) {
            if (node instanceof TableRow<?> row && row.getItem() != null && row.isVisible() && row.getScene() != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static int number(TableRow<?> row) {
        return row.lookupAll(".table-cell.right.muted").stream()
                .map(Labeled.class::cast)
                .filter(cell -> cell.getText() != null && cell.getLayoutX() < 100)
                .map(cell -> Integer.parseInt(cell.getText().replace(",", "")))
                .findFirst()
                .orElse(-1);
    }

    private static List<Node> chips(TableRow<?> row) {
        return inOrder(row)
                .filter(node -> node.getStyleClass().contains("chip"))
                .filter(chip -> chip.isVisible() && chip.getParent().isVisible())
                .toList();
    }

    /** A node and all that is in it, in the order in which it is read. */
    private static Stream<Node> inOrder(Node node) {
        return node instanceof Parent parent
                ? Stream.concat(
                        Stream.of(node),
                        parent.getChildrenUnmodifiable().stream().flatMap(RulesWindow::inOrder))
                : Stream.of(node);
    }

    @Override
    public void close() throws IOException {
        robot().release(MouseButton.PRIMARY);
        display.close();
    }
}
