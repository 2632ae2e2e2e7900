package org.firewright.ui.lists;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.firewright.ui.Texts;

/** Asks the person for a file. */
public interface FileChoice {
    /** The system's own dialogs. */
    FileChoice SYSTEM = new FileChoice() {
        @Override
        public Optional<Path> toRead(Window owner) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Texts.text("lists.import.choose"));
            return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> toWrite(Window owner, Path suggested) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(Texts.text("lists.export.choose"));
            if (suggested.getFileName() != null) {
                chooser.setInitialFileName(suggested.getFileName().toString());
            }
            return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        }
    };

    /** A file to read; empty when declined. */
    Optional<Path> toRead(Window owner);

    /** A file to write; empty when declined. */
    Optional<Path> toWrite(Window owner, Path suggested);
}
