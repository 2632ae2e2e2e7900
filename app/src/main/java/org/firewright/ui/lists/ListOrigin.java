package org.firewright.ui.lists;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a list was fetched: told by the first line of its file, a comment. So a list with an address in the web is
 * still a plain file that everything can read, and the comment goes where the file goes.
 */
final class ListOrigin {
    private static final String MARK = "# source: ";
    private static final int MAX_LINE = 2_048;

    private ListOrigin() {}

    /** The address in the first line of a file; empty where there is none, or no such file. */
    static Optional<URI> of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(MAX_LINE), StandardCharsets.UTF_8);
            String line = head.lines().findFirst().orElse("");
            return line.startsWith(MARK) ? url(line.substring(MARK.length()).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // whoever reads the list tells why it cannot be read
        }
    }

    /** The text of an address in the web, as such; empty where it is none. */
    static Optional<URI> url(String text) {
        if (!text.matches("(?i)https?://[^\\s/]+.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Content with the address in its first line. */
    static byte[] marked(URI url, byte[] content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(content.length + 100);
        all.writeBytes((MARK + url + "\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(content);
        return all.toByteArray();
    }
}
