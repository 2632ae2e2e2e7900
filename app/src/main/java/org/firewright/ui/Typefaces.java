package org.firewright.ui;

import java.util.stream.Stream;
import javafx.scene.text.Font;

/**
 * The typefaces of the window, which come with the program: the same widths and the same look on every computer, whatever
 * is installed there. Inter and JetBrains Mono, under the SIL Open Font License.
 */
public final class Typefaces {
    private static final String PLAIN = family("inter/Inter-Regular.otf", "inter/Inter-Bold.otf");
    private static final String MONO =
            family("jetbrains_mono/JetBrainsMono-Regular.ttf", "jetbrains_mono/JetBrainsMono-Bold.ttf");

    /** Rules of a stylesheet that give the window its typefaces; what is monospaced has the class "mono". */
    static final String STYLE = ".root { -fx-font-family: \"%s\"; }\n.mono, .mono .text { -fx-font-family: \"%s\"; }\n"
            .formatted(PLAIN, MONO);

    private Typefaces() {}

    /** That of plain text, for what is not dressed by a stylesheet; the size is in pixels. */
    public static Font plain(double size) {
        return Font.font(PLAIN, size);
    }

    /** Makes the files of a family known to JavaFX; what the family is called. */
    private static String family(String... files) {
        return Stream.of(files)
                .map(Typefaces::load)
                .map(Font::getFamily)
                .toList()
                .getFirst();
    }

    private static Font load(String file) {
        Font font = Font.loadFont(
                Typefaces.class
                        .getResource("/com/formdev/flatlaf/fonts/" + file)
                        .toExternalForm(),
                -1);
        if (font == null) {
            throw new IllegalStateException("The typeface " + file + " of the program cannot be read.");
        }
        return font;
    }
}
