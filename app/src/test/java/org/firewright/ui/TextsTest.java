package org.firewright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text that the windows ask for is in the bundle, and nothing in the bundle is asked for by nobody. */
class TextsTest {
    private static final Pattern IN_FXML = Pattern.compile("\"%([a-z0-9.-]+)\"");
    private static final Pattern IN_JAVA = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.?)\"");
    private static final Pattern ASKED = Pattern.compile("Texts\\.text\\(\\s*\"([a-z0-9.-]+)\"\\s*[,)]");
    private static final Pattern COUNTED = Pattern.compile("Texts\\.count\\(\\s*\"([a-z0-9.-]+)\"\\s*,");

    private static String views;
    private static String code;
    private static Set<String> keys;

    @BeforeAll
    static void read() throws IOException {
        views = all(Path.of("..", "fxml"), ".fxml");
        code = all(Path.of("src", "main", "java", "org", "firewright", "ui"), ".java");
        keys = new TreeSet<>(Texts.BUNDLE.keySet());
    }

    @Test
    void noTextIsMissing() {
        Set<String> missing = new TreeSet<>();
        IN_FXML.matcher(views).results().map(match -> match.group(1)).forEach(missing::add);
        ASKED.matcher(code).results().map(match -> match.group(1)).forEach(missing::add);
        COUNTED.matcher(code).results().map(match -> match.group(1)).forEach(key -> {
            missing.add(key + ".one");
            missing.add(key + ".many");
        });
        missing.removeAll(keys);
        assertThat(missing).isEmpty();
    }

    /** A key is used when it stands in a view or in the code, whole, without its .one or .many, or as its beginning. */
    @Test
    void noTextIsUnused() {
        Set<String> named = new TreeSet<>();
        IN_FXML.matcher(views).results().map(match -> match.group(1)).forEach(named::add);
        IN_JAVA.matcher(code).results().map(match -> match.group(1)).forEach(named::add);
        Set<String> unused = new TreeSet<>(keys);
        unused.removeIf(key -> named.contains(key)
                || named.contains(key.replaceFirst("\\.(one|many)$", ""))
                || beginnings(key).anyMatch(named::contains));
        assertThat(unused).isEmpty();
    }

    /** {@code a.b.c} begins with {@code a.} and {@code a.b.}. */
    private static Stream<String> beginnings(String key) {
        return Stream.iterate(key.indexOf('.'), dot -> dot >= 0, dot -> key.indexOf('.', dot + 1))
                .map(dot -> key.substring(0, dot + 1));
    }

    private static String all(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .map(TextsTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
