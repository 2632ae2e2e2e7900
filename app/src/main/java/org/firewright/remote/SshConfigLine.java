package org.firewright.remote;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * A line of an OpenSSH client configuration that says something.
 *
 * @param file where it stands
 * @param number its line from 1 on
 * @param keyword in lower case
 * @param arguments without their quotes, at least one
 */
record SshConfigLine(Path file, int number, String keyword, List<String> arguments) {
    private static final long MAX_BYTES = 1 << 20;

    /** The lines of a file that say something; none where there is no such file. */
    static List<SshConfigLine> read(Path file) throws ProblemException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<SshConfigLine> lines = new ArrayList<>();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file, "it is larger than " + MAX_BYTES + " bytes", null);
            }
            int number = 0;
            for (String text : Files.readAllLines(file)) {
                number++;
                List<String> words = words(text, file, number);
                if (words.size() == 1) {
                    throw new SshConfigLine(file, number, words.getFirst(), List.of())
                            .problem("“" + words.getFirst() + "” has no value");
                }
                if (!words.isEmpty()) {
                    lines.add(new SshConfigLine(
                            file,
                            number,
                            words.getFirst().toLowerCase(Locale.ROOT),
                            List.copyOf(words.subList(1, words.size()))));
                }
            }
        } catch (MalformedInputException e) {
            throw unreadable(file, "it is not UTF-8 text", e);
        } catch (IOException e) {
            throw unreadable(file, e.getMessage(), e);
        }
        return lines;
    }

    /** The files that an Include's argument means, in order of name; relative names start in ~/.ssh. */
    static List<Path> glob(String pattern, Path home) throws ProblemException {
        Path path = pattern.startsWith("~/")
                ? home.resolve(pattern.substring(2))
                : home.resolve(".ssh").resolve(pattern);
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder, path.getFileName().toString())) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(folder, e.getMessage(), e);
        }
        files.sort(null);
        return files;
    }

    /** The problem that this line cannot be followed. */
    ProblemException problem(String what) {
        return ProblemException.of(
                Problem.Kind.REQUEST, file + ", line " + number + ": " + what + ".", "Correct that line.");
    }

    private static ProblemException unreadable(Path file, String why, Exception cause) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.REQUEST,
                        Place.HOST,
                        "The SSH configuration " + file + " cannot be read: " + why + ".",
                        "Correct it, or move it away."),
                cause);
    }

    /** The line's words; a word may be quoted, one "=" may stand behind the keyword, "#" begins a comment. */
    private static List<String> words(String text, Path file, int number) throws ProblemException {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (true) {
            i = skipBlanks(text, i);
            if (words.size() == 1 && i < text.length() && text.charAt(i) == '=') {
                i = skipBlanks(text, i + 1);
            }
            if (i >= text.length() || text.charAt(i) == '#') {
                return words;
            }
            StringBuilder word = new StringBuilder();
            boolean quoted = false;
            for (; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (c == ' ' || c == '\t' || (words.isEmpty() && c == '='))) {
                    break;
                } else {
                    word.append(c);
                }
            }
            if (quoted) {
                throw new SshConfigLine(file, number, "", List.of()).problem("a quotation mark is not closed");
            }
            words.add(word.toString());
        }
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
