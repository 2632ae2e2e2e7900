package org.firewright.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who deploys, as hosts remember it: {@code user@desktop}. */
final class Author {
    private static final Logger LOG = LoggerFactory.getLogger(Author.class);

    private Author() {}

    static String here() {
        return System.getProperty("user.name") + "@" + computer();
    }

    /** This computer's name, from the kernel: asking for the name of an address may wait for a resolver. */
    private static String computer() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            LOG.debug("This computer does not tell its name.", e);
            return "desktop";
        }
    }
}
