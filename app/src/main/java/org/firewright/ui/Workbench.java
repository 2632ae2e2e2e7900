package org.firewright.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;

/** The workbench as a JavaFX application; the one argument, if any, is a project's folder. */
public final class Workbench extends Application {
    private Window window;

    @Override
    public void start(Stage stage) {
        ObservableValue<Theme> system = Platform.getPreferences()
                .colorSchemeProperty()
                .map(scheme -> scheme == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT);
        window = new Window(Services.real(), system, () -> chooseFolder(stage));
        window.show(stage);
        List<String> arguments = getParameters().getRaw();
        if (!arguments.isEmpty()) {
            window.open(Path.of(arguments.getFirst()));
        }
    }

    @Override
    public void stop() {
        window.close();
    }

    private static Optional<Path> chooseFolder(Stage stage) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.text("welcome.open.title"));
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }
}
