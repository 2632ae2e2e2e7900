package org.firewright.ui.frame;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.firewright.ui.parts.DropShade;

/** Files from a file manager, dropped anywhere on the window; what comes of it is told while they are dragged. */
final class FileDrop {
    private final DropShade shade;
    private final BooleanSupplier open;
    private final Consumer<Path> opener;
    private final Consumer<List<Path>> importer;
    private List<File> files = List.of();
    private FileOffer offer = new FileOffer.Nothing("");

    /**
     * Makes one.
     *
     * @param open whether a project is open
     * @param opener opens a project
     * @param importer shows files as new lists
     */
    FileDrop(DropShade shade, BooleanSupplier open, Consumer<Path> opener, Consumer<List<Path>> importer) {
        this.shade = shade;
        this.open = open;
        this.opener = opener;
        this.importer = importer;
    }

    /** Listens for files over the window; those that become lists go to a part that takes them by itself first. */
    void onto(Node window) {
        window.addEventFilter(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                look(event.getDragboard().getFiles());
                if (offer instanceof FileOffer.Importing) {
                    shade.hide(); // until nobody else wants them
                } else {
                    over(event);
                }
            }
        });
        window.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                over(event);
            }
        });
        window.addEventHandler(DragEvent.DRAG_EXITED, event -> end());
        window.addEventFilter(DragEvent.DRAG_DROPPED, event -> {
            if (event.getDragboard().hasFiles() && !(offer instanceof FileOffer.Importing)) {
                drop(event);
            }
        });
        window.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            if (event.getDragboard().hasFiles()) {
                drop(event);
            }
        });
    }

    /** Disks are asked once, not with every movement. */
    private void look(List<File> now) {
        if (!now.equals(files)) {
            files = List.copyOf(now);
            offer = FileOffer.of(files.stream().map(File::toPath).toList(), open.getAsBoolean());
        }
    }

    private void over(DragEvent event) {
        boolean sensible = !(offer instanceof FileOffer.Nothing);
        shade.say(offer.words(), sensible);
        if (sensible) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
        }
        event.consume();
    }

    private void drop(DragEvent event) {
        FileOffer taken = offer;
        end();
        switch (taken) {
            case FileOffer.Opening(Path project) -> opener.accept(project);
            case FileOffer.Importing(List<Path> lists) -> importer.accept(lists);
            case FileOffer.Nothing _ -> {}
        }
        event.setDropCompleted(!(taken instanceof FileOffer.Nothing));
        event.consume();
    }

    private void end() {
        shade.hide();
        files = List.of();
    }
}
