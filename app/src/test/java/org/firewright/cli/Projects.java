package org.firewright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Projects on disk, each in a folder of its own in this one. */
record Projects(Path folder) {
    /** Writes one that is this text; returns its file. */
    String write(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("firewright.yaml");
        return Files.writeString(file, text).toString();
    }
}
