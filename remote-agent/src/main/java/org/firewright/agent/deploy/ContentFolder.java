package org.firewright.agent.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListData;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Where the desktop puts lists, as files named by their digest. What lies there is believed only after a check. */
public final class ContentFolder {
    /** The longest file that is read. Five million ranges take less than 40 MB. */
    private static final int MAX_FILE = 128 << 20;

    private final Path folder;

    /** The folder need not exist yet. */
    public ContentFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether there is a file of this name; its content is not looked at. */
    public boolean holds(String digest) {
        return ListFile.isDigest(digest) && Files.isRegularFile(file(digest), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads a list and checks it against its digest.
     *
     * @throws ProblemException of kind CONTENT when it is not there, cannot be read or is not what its name says
     */
    public ListData read(ListContent list) throws ProblemException {
        Path file = file(list.digest());
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                throw new IOException("the file is longer than " + MAX_FILE + " bytes");
            }
            ListData data = new ListFile(list.digest(), bytes).data();
            if (data.count() != list.ranges()) {
                throw new IOException("it holds " + data.count() + " ranges where " + list.ranges() + " were named");
            }
            return data;
        } catch (NoSuchFileException e) {
            throw problem(list, "is not on this host: " + file + " is missing", "Deploy again: it is sent anew.", e);
        } catch (IOException e) {
            throw problem(
                    list,
                    "cannot be read from " + file + ": " + e.getMessage(),
                    "Delete this file on the host and deploy again: it is sent anew.",
                    e);
        }
    }

    private Path file(String digest) {
        return folder.resolve(ListFile.fileName(digest));
    }

    private static ProblemException problem(ListContent list, String what, String remedy, IOException cause) {
        return new ProblemException(
                new Problem(Problem.Kind.CONTENT, Place.HOST, "List " + list.name() + " " + what + ".", remedy), cause);
    }
}
