package org.firewright.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The small files in a lab's folder that tell what it consists of; lab.sh writes them. */
final class LabFiles {
    private static final Pattern HOST = Pattern.compile("lab[0-9]{1,2}");

    private LabFiles() {}

    /** The names of its hosts in order, none when it is down. */
    static List<String> hosts(Path folder) {
        return read(folder.resolve("hosts"))
                .lines()
                .filter(host -> HOST.matcher(host).matches())
                .toList();
    }

    /** The address of a host's sshd; empty while unknown. */
    static String address(Path folder, String host) {
        return read(folder.resolve(host).resolve("address")).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
