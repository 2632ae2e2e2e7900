package org.firewright.ui;

import java.util.Locale;
import javafx.application.Application;

/** Opens the window. Not an Application itself, so that it can say something where JavaFX cannot start. */
public final class Main {
    private static final int NO_DISPLAY = 3;

    private Main() {}

    /** Starts the workbench; the one argument, if any, is a project's folder. */
    public static void main(String[] arguments) {
        if (onX11() && blank("DISPLAY")) {
            noDisplay();
        }
        try {
            Application.launch(Workbench.class, arguments);
        } catch (UnsupportedOperationException e) {
            noDisplay();
        }
    }

    private static boolean onX11() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static boolean blank(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank();
    }

    private static void noDisplay() {
        System.err.println(Texts.text("main.nodisplay"));
        System.exit(NO_DISPLAY);
    }
}
