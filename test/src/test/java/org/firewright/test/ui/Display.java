package org.firewright.test.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeCell;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.SampleProject;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.Window;
import org.firewright.ui.parts.Sparkline;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.robot.BaseRobot;
import org.testfx.util.WaitForAsyncUtils;

/** A window on the screen, and somebody who uses it. */
public final class Display implements AutoCloseable {
    private static final int SOON = 10;

    /** Where pictures of tests go. */
    public static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Stage stage;
    private final Window window;
    private final FxRobot robot = new FxRobot();

    private Display(Stage stage, Window window) {
        this.stage = stage;
        this.window = window;
    }

    /** Opens a window of 1600 by 1000 points that works with these services. */
    public static Display open(Services services, Theme theme) throws TimeoutException {
        Stage stage = FxToolkit.registerStage(Stage::new);
        Window window = onFx(() -> {
            Window made = new Window(services, new SimpleObjectProperty<>(theme), Optional::empty);
            stage.setX(0);
            stage.setY(0);
            made.show(stage);
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
        FxGuard.forget();
        return new Display(stage, window);
    }

    static {
        try {
            FxToolkit.registerPrimaryStage();
            Platform.setImplicitExit(false);
        } catch (TimeoutException e) {
            throw new IllegalStateException("JavaFX did not start.", e);
        }
    }

    /** Opens a project. */
    public void openProject(Path folder) {
        run(() -> window.open(folder));
    }

    /** Writes a project that is this text, and opens it. */
    void openProject(Path folder, String yaml) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("firewright.yaml"), yaml);
        openProject(folder);
    }

    /** Opens a copy of the lab's project. */
    void openSample(Path folder) throws ProblemException {
        openProject(SampleProject.copyTo(folder));
    }

    /** Mouse and keyboard. */
    public FxRobot robot() {
        return robot;
    }

    /** Waits, at most this long, until something is true on the JavaFX thread. */
    public static void until(String what, int seconds, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("Not within " + seconds + " s: " + what, e);
        }
    }

    /** Does something on the JavaFX thread and returns what it came to. */
    public static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, work);
    }

    /** Presses the button that says this, once it can be pressed. */
    void press(String words) {
        until("a button that says " + words, SOON, () -> button(words).isPresent());
        robot.clickOn(onFx(() -> button(words).orElseThrow()));
    }

    /** Clicks on the first thing that shows exactly this text. */
    void clickOn(String text) {
        until(
                text + " is there to click on",
                SOON,
                () -> labelled(text).findAny().isPresent());
        robot.clickOn(onFx(() -> labelled(text).findFirst().orElseThrow()));
    }

    /** Chooses a target in the sidebar, such as lab1/acme. */
    public void choose(String target) {
        until(target + " in the sidebar", SOON, () -> target(target).isPresent());
        robot.clickOn(onFx(() -> target(target).orElseThrow()));
        until(target + " is chosen", SOON, () -> target(target).orElseThrow().isSelected());
    }

    private Optional<TreeCell<?>> target(String target) {
        return visible(TreeCell.class)
                .filter(cell -> cell.getAccessibleText() != null
                        && cell.getAccessibleText().startsWith(target + ", "))
                .<TreeCell<?>>map(cell -> cell)
                .findFirst();
    }

    /** Waits until some text on the screen contains this. */
    void awaitText(String part, int seconds) {
        try {
            until("“" + part + "” on the screen", seconds, () -> shows(part));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; there is " + texts(), e);
        }
    }

    /** Whether some text on the screen contains this; on the JavaFX thread. */
    boolean shows(String part) {
        return visible(Labeled.class)
                        .anyMatch(
                                each -> each.getText() != null && each.getText().contains(part))
                || visible(TextInputControl.class)
                        .anyMatch(each -> each.getText().contains(part));
    }

    /** All words on the screen. */
    List<String> texts() {
        return onFx(() -> visible(Labeled.class)
                .map(Labeled::getText)
                .filter(text -> text != null && !text.isBlank())
                .toList());
    }

    /** What a table shows in a row's column, on the JavaFX thread; empty where the row is not shown. */
    String cell(String table, int row, String column) {
        return visible(TableCell.class)
                .filter(cell -> cell.getTableView() != null
                        && table.equals(cell.getTableView().getId())
                        && cell.getIndex() == row
                        && column.equals(cell.getTableColumn().getId()))
                .map(cell -> cell.getText() == null ? "" : cell.getText())
                .findFirst()
                .orElse("");
    }

    /** Types into a field, over what is there. */
    void type(String field, String text) {
        robot.clickOn(field);
        push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write(text);
        until(
                field + " holds " + text,
                SOON,
                () -> robot.lookup(field)
                        .queryAs(TextInputControl.class)
                        .getText()
                        .equals(text));
    }

    /** Goes to one of the places that the bar names. */
    void open(String place) {
        until("the place " + place, SOON, () -> place(place).isPresent());
        robot.clickOn(onFx(() -> place(place).orElseThrow()));
        until(place + " is open", SOON, () -> place(place).orElseThrow().isSelected());
    }

    private Optional<ToggleButton> place(String words) {
        return visible(ToggleButton.class)
                .filter(each -> words.equals(each.getText()))
                .findFirst();
    }

    private Optional<Button> button(String words) {
        return visible(Button.class)
                .filter(each -> words.equals(each.getText()) && !each.isDisabled())
                .findFirst();
    }

    private Stream<Labeled> labelled(String text) {
        return visible(Labeled.class).filter(each -> text.equals(each.getText()));
    }

    /** Whether a node is in a window, and neither it nor what it lies in is hidden; on the JavaFX thread. */
    public static boolean isSeen(Node node) {
        return node.isVisible() && (node.getParent() == null ? node.getScene() != null : isSeen(node.getParent()));
    }

    private <T extends Node> Stream<T> visible(Class<T> type) {
        return robot.lookup(node -> type.isInstance(node) && isSeen(node)).queryAll().stream()
                .map(type::cast);
    }

    /** Writes a picture of the window under test/target/screenshots. */
    public void picture(String name) throws IOException {
        picture(SCREENSHOTS.resolve(name + ".png"));
    }

    /** Writes a picture of the window. */
    public void picture(Path file) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = onFx(() -> stage.getScene().snapshot(null));
        Files.createDirectories(file.getParent());
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    }

    /** Writes a picture of the window with the boxes, menus and tooltips above it. */
    public void screen(Path file) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        BufferedImage picture = onFx(() -> LayeredPicture.of(stage));
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    /** Waits until the lines of the last minute are nearly full. */
    void awaitMinute(int seconds) {
        until("a minute of counters", seconds, () -> visible(Sparkline.class).anyMatch(line -> line.points() > 55));
    }

    /** Presses keys together, and lets go of them at once: a key that is held while the machine is slow comes many times. */
    public void push(KeyCode... keys) {
        BaseRobot keyboard = robot.robotContext().getBaseRobot();
        // This robot knows no shortcut key; here it is Control.
        List<KeyCode> all = Stream.of(keys)
                .map(key -> key == KeyCode.SHORTCUT ? KeyCode.CONTROL : key)
                .toList();
        all.forEach(keyboard::pressKeyboard);
        all.reversed().forEach(keyboard::releaseKeyboard);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Opens the palette with its keys and types what is looked for. */
    void find(String text) {
        push(KeyCode.SHORTCUT, KeyCode.K);
        until(
                "the palette",
                SOON,
                () -> robot.lookup("#query").tryQuery().filter(Node::isFocused).isPresent());
        robot.write(text);
        until(
                "the palette holds " + text,
                SOON,
                () -> robot.lookup("#query")
                        .queryAs(TextInputControl.class)
                        .getText()
                        .equals(text));
    }

    /** Waits until a place is open. */
    void awaitOpen(String place) {
        until(place + " is open", SOON, () -> place(place).orElseThrow().isSelected());
    }

    /** Waits until no text on the screen contains this. */
    void awaitGone(String part) {
        until("no “" + part + "” on the screen", SOON, () -> !shows(part));
    }

    /** Whether the window wears the dark theme; on the JavaFX thread. */
    boolean isDark() {
        return stage.getScene().getRoot().getPseudoClassStates().contains(PseudoClass.getPseudoClass("dark"));
    }

    /** Size of plain text; on the JavaFX thread. */
    int fontSize() {
        return Integer.parseInt(stage.getScene().getRoot().getStyle().replaceAll("\\D", ""));
    }

    /** What a control's tooltip says; on the JavaFX thread. */
    String tooltip(String control) {
        return robot.lookup(control).queryAs(Control.class).getTooltip().getText();
    }

    /** Moves the mouse to where it lights nothing up. */
    void moveAway() {
        robot.moveTo(new Point2D(700, 1100));
    }

    /** Makes the window so large, also beyond the screen's edges. */
    void resize(double width, double height) {
        onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return null;
        });
        until("the window is " + width + " wide", SOON, () -> stage.getScene().getWidth() == width);
    }

    /** Puts the window there, as dragging its frame does. */
    void place(Rectangle2D place) {
        run(() -> {
            stage.setX(place.getMinX());
            stage.setY(place.getMinY());
            stage.setWidth(place.getWidth());
            stage.setHeight(place.getHeight());
        });
        until("the window is there", SOON, () -> stage.getScene().getWidth() == place.getWidth());
    }

    /** Where the window is; on the JavaFX thread. */
    Rectangle2D place() {
        return new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    }

    /** Does something on the JavaFX thread. */
    void run(Runnable work) {
        onFx(() -> {
            work.run();
            return null;
        });
    }

    @Override
    public void close() throws IOException {
        // Where a test has failed, this is what it last saw.
        picture("last");
        // Ending takes as long as the lab needs to go, and that is longer than a step of a test.
        WaitForAsyncUtils.waitForAsyncFx(120_000, () -> {
            window.close();
            stage.close();
            return null;
        });
    }
}
