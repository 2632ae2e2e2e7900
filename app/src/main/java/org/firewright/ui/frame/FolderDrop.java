package org.firewright.ui.frame;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** A project's folder, or its firewright.yaml, dropped anywhere on the window opens it. */
final class FolderDrop {
    private final Consumer<Path> opener;

    FolderDrop(Consumer<Path> opener) {
        this.opener = opener;
    }

    /** Listens for drops that nothing in the scene has taken for itself. */
    void onto(Scene scene) {
        scene.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (project(event.getDragboard()).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
                event.consume();
            }
        });
        scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            Optional<Path> project = project(event.getDragboard());
            project.ifPresent(opener);
            event.setDropCompleted(project.isPresent());
            event.consume();
        });
    }

    private static Optional<Path> project(Dragboard board) {
        return board.hasFiles() ? projectAmong(board.getFiles()) : Optional.empty();
    }

    /** The one thing that was dropped, if it can be a project. */
    static Optional<Path> projectAmong(List<File> files) {
        return files.size() == 1
                        && (files.getFirst().isDirectory()
                                || files.getFirst().getName().equals("firewright.yaml"))
                ? Optional.of(files.getFirst().toPath())
                : Optional.empty();
    }
}
