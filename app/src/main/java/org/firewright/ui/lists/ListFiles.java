package org.firewright.ui.lists;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** The files of lists: read and written whole, or not at all. */
final class ListFiles {
    /** The most that is read as a whole, to be shown before it is used. */
    static final long MAX_BYTES = 1L << 30;

    private ListFiles() {}

    /** Writes something. */
    interface Content {
        /** Returns whether it is whole; what is not is thrown away. */
        boolean write(BufferedWriter out) throws IOException;
    }

    /** The bytes of a file that a person names; refuses what is too large for a list. */
    static byte[] read(Path file) throws ProblemException {
        try {
            if (Files.isDirectory(file)) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT, file + " is a folder.", "Name a file that holds addresses.");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The file " + file + " is larger than " + (MAX_BYTES >> 20) + " MiB.",
                        "Split it into several lists.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw ProblemException.of(Problem.Kind.NOT_FOUND, "There is no file " + file + ".", "Correct its path.");
        } catch (IOException e) {
            throw ProblemException.of(
                    Problem.Kind.CONTENT,
                    "The file " + file + " cannot be read: " + e.getMessage() + ".",
                    "Check that you may read it.");
        }
    }

    /** What a file holds now; empty where there is none. */
    static Optional<byte[]> now(Path file) throws ProblemException {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** Lets a file hold these bytes; or, where they are missing, lets there be no file. */
    static void put(Path file, Optional<byte[]> content) throws ProblemException {
        try {
            if (content.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
            Files.write(unfinished, content.get());
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Writes a file through a buffer; returns whether it was written to its end. */
    static boolean write(Path file, Content content) throws ProblemException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
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

    private static ProblemException unwritable(Path file, IOException cause) {
        return ProblemException.of(
                Problem.Kind.PERMISSION,
                "The file " + file + " cannot be written: " + cause.getClass().getSimpleName() + " "
                        + cause.getMessage() + ".",
                "Check that the folder is there and may be written to, and that there is room.");
    }
}
