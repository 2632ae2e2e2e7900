package org.firewright.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** The project that the lab is made for: a policy with a real list of 120,430 addresses, for all of its customers. */
public final class SampleProject {
    /** Its files, relative to its folder; resources under {@code /sample/}. */
    private static final List<String> FILES =
            List.of("lists/ipsum.txt", "lists/germany6.txt", "lists/LICENSE-lists.md", "firewright.yaml");

    private SampleProject() {}

    /** Where the sample goes when nobody says otherwise: {@code ~/Firewright/Lab}. */
    public static Path defaultFolder() {
        return Path.of(System.getProperty("user.home"), "Firewright", "Lab");
    }

    /**
     * Puts the sample into a folder of the user's, which is made if it is not there. Files that exist stay as they are,
     * so that whatever the user changed is kept; files that are missing come back.
     *
     * @return the folder
     * @throws ProblemException when the folder cannot be made or written to
     */
    public static Path copyTo(Path folder) throws ProblemException {
        try {
            for (String file : FILES) {
                copy(file, folder.resolve(file));
            }
            return folder;
        } catch (IOException e) {
            Problem problem = new Problem(
                    Problem.Kind.PERMISSION,
                    Place.HOST,
                    "The sample project could not be written to " + folder + ": " + e.getMessage() + ".",
                    "Choose a folder that you may write to.");
            throw new ProblemException(problem, e);
        }
    }

    /** The content of one of its lists, by the list's name. */
    static byte[] list(String name) throws IOException {
        try (InputStream content = open("lists/" + name + ".txt")) {
            return content.readAllBytes();
        }
    }

    private static void copy(String file, Path destination) throws IOException {
        if (Files.exists(destination)) {
            return;
        }
        Files.createDirectories(destination.getParent());
        // Whole or not at all: a copy that was cut short would count as changed by the user from then on.
        Path part = Files.createTempFile(destination.getParent(), ".", ".part");
        try (InputStream content = open(file)) {
            Files.write(part, content.readAllBytes());
            Files.move(part, destination);
        } catch (FileAlreadyExistsException theirs) {
            return; // somebody else was quicker; what they wrote stays
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream content = SampleProject.class.getResourceAsStream("/sample/" + file);
        if (content == null) {
            throw new IOException("the resource /sample/" + file + " is missing from Firewright's own files");
        }
        return content;
    }
}
