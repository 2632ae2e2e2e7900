package org.firewright.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** Light or dark: a user-agent stylesheet, and our own colours beside it. */
public enum Theme {
    LIGHT,
    DARK;

    private static final PseudoClass DARK_CLASS = PseudoClass.getPseudoClass("dark");
    /** The size of text in points that pixels in icons.css are for. */
    private static final double WRITTEN_FOR = 13;

    private static final Pattern PIXELS = Pattern.compile("(\\d+)px");
    private static final Map<Integer, String> WRITTEN = new ConcurrentHashMap<>();
    /** The other one. */
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /**
     * Dresses the whole program, and this scene's own colours.
     *
     * @param fontSize of plain text in points; everything else follows it
     */
    public void apply(Scene scene, int fontSize) {
        Application.setUserAgentStylesheet(
                this == LIGHT ? new PrimerLight().getUserAgentStylesheet() : new PrimerDark().getUserAgentStylesheet());
        scene.getRoot().pseudoClassStateChanged(DARK_CLASS, this == DARK);
        scene.getRoot().setStyle("-fx-font-size: " + fontSize + "px;");
        scene.getStylesheets()
                .setAll(
                        resource("/css/firewright.css"),
                        resource("/css/rules.css"),
                        resource("/css/lists.css"),
                        icons(fontSize),
                        data(Typefaces.STYLE));
    }

    private static String resource(String path) {
        return Theme.class.getResource(path).toExternalForm();
    }

    private static String icons(int fontSize) {
        return WRITTEN.computeIfAbsent(fontSize, size -> {
            try (InputStream css = Theme.class.getResourceAsStream("/css/icons.css")) {
                String written = new String(css.readAllBytes(), StandardCharsets.UTF_8);
                return data(PIXELS.matcher(written)
                        .replaceAll(
                                pixels -> Math.round(Integer.parseInt(pixels.group(1)) * size / WRITTEN_FOR) + "px"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String data(String css) {
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
