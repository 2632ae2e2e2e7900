package org.firewright.ui.lists;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** The files of lists: written whole, or not at all. */
final class ListFiles {
    private ListFiles() {}

    /** Writes something. */
    interface Content {
        /** Returns whether it is whole; what is not is thrown away. */
        boolean write(BufferedWriter out) throws IOException;
    }

    /** Lets a file hold what another does; or, where that is missing, lets there be no file. */
    static void put(Path file, Optional<Path> content) throws ProblemException {
        try {
            if (content.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.getParent());
            Path unfinished = unfinished(file);
            Files.copy(content.get(), unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Writes a file through a buffer; returns whether it was written to its end. */
    static boolean write(Path file, Content content) throws ProblemException {
        Path unfinished = unfinished(file);
        try {
            boolean whole;
            try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
                whole = content.write(out);
            }
            if (whole) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(unfinished);
            }
            return whole;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".unfinished");
    }

    private static ProblemException unwritable(Path file, IOException cause) {
        return ProblemException.of(
                Problem.Kind.PERMISSION,
                "The file " + file + " cannot be written: " + cause.getClass().getSimpleName() + " "
                        + cause.getMessage() + ".",
                "Check that the folder is there and may be written to, and that there is room.");
    }
}
