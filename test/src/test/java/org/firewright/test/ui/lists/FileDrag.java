package org.firewright.test.ui.lists;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.firewright.test.ui.Display;
import org.testfx.api.FxRobot;

/** A second window from which a file is dragged, as from a file manager. */
final class FileDrag implements AutoCloseable {
    private final Stage stage;
    private final Label source;

    private FileDrag(Stage stage, Label source) {
        this.stage = stage;
        this.source = source;
    }

    /** Opens the window, below the other one. */
    static FileDrag of(Path file) {
        return Display.onFx(() -> {
            Label source = new Label(file.getFileName().toString());
            source.setMinSize(160, 40);
            source.setOnDragDetected(event -> {
                Dragboard board = source.startDragAndDrop(TransferMode.COPY);
                ClipboardContent content = new ClipboardContent();
                content.putFiles(List.of(file.toFile()));
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

    /** Drags the file with the mouse and lets it go on something. */
    void dropOn(FxRobot robot, Node target) {
        robot.drag(source, MouseButton.PRIMARY).moveTo(target).moveBy(3, 3).drop();
    }

    /** Drags the file there and does not let it go yet. */
    void carryOver(FxRobot robot, Node target) {
        robot.drag(source, MouseButton.PRIMARY).moveTo(target).moveBy(3, 3);
    }

    @Override
    public void close() {
        leave();
    }

    /** Takes the window away; the keyboard is the other's again. */
    void leave() {
        Display.onFx(() -> {
            stage.close();
            // Where no window manager runs, nobody else gives the keyboard to the window that a person works in.
            Window.getWindows().stream().findFirst().ifPresent(Window::requestFocus);
            return null;
        });
    }
}
