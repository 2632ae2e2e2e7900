package org.firewright.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Light or dark: a user-agent stylesheet, and our own colours beside it. */
public enum Theme {
    LIGHT,
    DARK;

    private static final PseudoClass DARK_CLASS = PseudoClass.getPseudoClass("dark");
    private static final List<String> SANS =
            List.of("Inter", "Segoe UI", "SF Pro Text", "Cantarell", "Ubuntu", "Noto Sans", "DejaVu Sans");
    private static final List<String> MONO =
            List.of("JetBrains Mono", "Cascadia Mono", "SF Mono", "Ubuntu Mono", "Noto Sans Mono", "DejaVu Sans Mono");

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
                        fonts());
    }

    private static String resource(String path) {
        return Theme.class.getResource(path).toExternalForm();
    }

    /** JavaFX takes one family, not a list of alternatives, so the first that is installed is chosen here. */
    private static String fonts() {
        List<String> installed = Font.getFamilies();
        String sans = SANS.stream().filter(installed::contains).findFirst().orElse("System");
        String mono = MONO.stream().filter(installed::contains).findFirst().orElse("Monospaced");
        String css = ".root { -fx-font-family: \"%s\"; }\n.mono { -fx-font-family: \"%s\"; }\n".formatted(sans, mono);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
