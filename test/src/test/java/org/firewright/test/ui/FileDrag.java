package org.firewright.test.ui;

import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.api.FxRobot;

/** A second window from which files are dragged, as from a file manager. */
public final class FileDrag implements AutoCloseable {
    private final Stage stage;
    private final Label source;

    private FileDrag(Stage stage, Label source) {
        this.stage = stage;
        this.source = source;
    }

    /** Opens the window, below the other one. */
    public static FileDrag of(Path... files) {
        return Display.onFx(() -> {
            Label source = new Label(files[0].getFileName().toString());
            source.setMinSize(160, 40);
            source.setOnDragDetected(event -> {
                Dragboard board = source.startDragAndDrop(TransferMode.COPY);
                ClipboardContent content = new ClipboardContent();
                content.putFiles(Stream.of(files).map(Path::toFile).toList());
                board.setContent(content);
                event.consume();
            });
            Stage stage = new Stage();
            stage.setScene(new Scene(source, 240, 60));
            stage.setX(20);
            stage.setY(1_060);
            stage.show();
            return new FileDrag(stage, source);
        });
    }

    /** Drags the files with the mouse and lets them go on something. */
    public void dropOn(FxRobot robot, Node target) {
        robot.drag(source, MouseButton.PRIMARY).moveTo(target).moveBy(3, 3).drop();
    }

    /** Drags the files there and does not let them go yet. */
    public void carryOver(FxRobot robot, Node target) {
        robot.drag(source, MouseButton.PRIMARY).moveTo(target).moveBy(3, 3);
    }

    @Override
    public void close() {
        leave();
    }

    /** Takes the window away; the keyboard is the other's again. */
    public void leave() {
        Display.onFx(() -> {
            stage.close();
            // Where no window manager runs, nobody else gives the keyboard to the window that a person works in.
            Window.getWindows().stream().findFirst().ifPresent(Window::requestFocus);
            return null;
        });
    }
}
