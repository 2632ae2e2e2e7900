package org.firewright.ui.lists;

import java.net.URI;
import java.nio.file.Path;
import org.firewright.ui.Texts;

/** Where a list's new content comes from. */
public sealed interface ImportSource {
    /** In a few words, for people. */
    String text();

    /** A file, dropped or named. */
    record OfFile(Path file) implements ImportSource {
        @Override
        public String text() {
            return file.toString();
        }
    }

    /** Text that was pasted or typed. */
    record OfText(String content) implements ImportSource {
        @Override
        public String text() {
            return Texts.text("lists.import.pasted");
        }
    }

    /** An address in the web. */
    record OfUrl(URI url) implements ImportSource {
        @Override
        public String text() {
            return url.toString();
        }
    }
}
