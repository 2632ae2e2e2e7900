package org.firewright.test.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.Window;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window on the screen, and somebody who uses it. */
final class Display implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Stage stage;
    private final Window window;
    private final FxRobot robot = new FxRobot();

    private Display(Stage stage, Window window) {
        this.stage = stage;
        this.window = window;
    }

    /** Opens a window of 1600 by 1000 points that works with these services. */
    static Display open(Services services, Theme theme) throws TimeoutException {
        Stage stage = FxToolkit.registerStage(Stage::new);
        Window window = onFx(() -> {
            Window made = new Window(services, theme, Optional::empty);
            stage.setX(0);
            stage.setY(0);
            made.show(stage);
            return made;
        });
        return new Display(stage, window);
    }

    static {
        try {
            FxToolkit.registerPrimaryStage();
            Platform.setImplicitExit(false);
        } catch (TimeoutException e) {
            throw new IllegalStateException("JavaFX did not start.", e);
        }
    }

    Window window() {
        return window;
    }

    FxRobot robot() {
        return robot;
    }

    /** Waits, at most this long, until something is true on the JavaFX thread. */
    static void until(String what, int seconds, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("Not within " + seconds + " s: " + what, e);
        }
    }

    /** Does something on the JavaFX thread and returns what it came to. */
    static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, work);
    }

    /** Asks something of the scene on the JavaFX thread. */
    <T> T scene(Function<javafx.scene.Scene, T> question) {
        return onFx(() -> question.apply(stage.getScene()));
    }

    /** Writes a picture of the window under test/target/screenshots. */
    void picture(String name) throws IOException {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = onFx(() -> stage.getScene().snapshot(null));
        Files.createDirectories(SCREENSHOTS);
        ImageIO.write(
                SwingFXUtils.fromFXImage(image, null),
                "png",
                SCREENSHOTS.resolve(name + ".png").toFile());
    }

    @Override
    public void close() {
        onFx(() -> {
            window.close();
            stage.close();
            return null;
        });
    }
}
