package org.firewright.ui.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * Contents of lists that no project holds: those that are shown before they are used, and those that undo brings back.
 * They are files in a folder for temporary ones and go with the program; none of them is ever in memory as a whole.
 */
final class ListContents {
    private Path folder;

    /** A new, empty file. */
    synchronized Path add() throws ProblemException {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("firewright-lists");
                folder.toFile().deleteOnExit();
            }
            Path file = Files.createTempFile(folder, "", ".list");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    /** Keeps what a file holds now; empty where there is none. */
    Optional<Path> keep(Path file) throws ProblemException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Path kept = add();
        try {
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            drop(kept);
            throw unkept(e);
        }
        return Optional.of(kept);
    }

    /** Lets go of one. */
    void drop(Path kept) throws ProblemException {
        try {
            Files.deleteIfExists(kept);
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    static ProblemException unkept(IOException cause) {
        return ProblemException.of(
                Problem.Kind.PERMISSION,
                "The content of a list cannot be kept: " + cause.getMessage() + ".",
                "Check that the folder for temporary files may be written to, and that there is room.");
    }
}
