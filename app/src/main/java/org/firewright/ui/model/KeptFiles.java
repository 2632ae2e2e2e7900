package org.firewright.ui.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that settings and memory are kept in. A file that is missing or broken stands for what holds at first, and
 * one that cannot be written is told to the log: neither keeps anybody from work.
 *
 * @param configuration folder of the settings
 * @param state folder of what the window remembers
 */
public record KeptFiles(Path configuration, Path state) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

    /** This person's, by the XDG Base Directory Specification. */
    public static KeptFiles ofUser(Map<String, String> environment, Path home) {
        return new KeptFiles(
                folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")),
                folder(environment.get("XDG_STATE_HOME"), home.resolve(".local/state")));
    }

    /** The settings as they were last kept. */
    public Settings settings() {
        return read(configuration.resolve("settings.json"), Settings.class, Settings.DEFAULT);
    }

    /** Keeps the settings. */
    public void keep(Settings settings) {
        write(configuration.resolve("settings.json"), settings);
    }

    /** What the window remembers. */
    public Remembered remembered() {
        return read(state.resolve("window.json"), Remembered.class, Remembered.NOTHING);
    }

    /** Keeps what the window remembers. */
    public void keep(Remembered remembered) {
        write(state.resolve("window.json"), remembered);
    }

    /** Relative paths are to be ignored, says the specification. */
    private static Path folder(String variable, Path usual) {
        boolean set = variable != null && variable.startsWith("/");
        return (set ? Path.of(variable) : usual).resolve("firewright");
    }

    private static <T> T read(Path file, Class<T> type, T otherwise) {
        try {
            T read = JSON.fromJson(Files.readString(file), type);
            return read == null ? otherwise : read;
        } catch (NoSuchFileException e) {
            return otherwise;
        } catch (IOException | JsonParseException e) {
            LOG.warn("{} cannot be read and is left aside: {}", file, e.getMessage());
            return otherwise;
        }
    }

    private static void write(Path file, Object value) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), ".", ".part");
            try {
                Files.writeString(part, JSON.toJson(value));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.getMessage());
        }
    }
}
