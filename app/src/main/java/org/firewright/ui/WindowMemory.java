package org.firewright.ui;

import java.nio.file.Path;
import java.time.Duration;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.firewright.ui.model.KeptFiles;
import org.firewright.ui.model.Newest;
import org.firewright.ui.model.Remembered;
import org.firewright.ui.model.Threads;

/** Where the window was and which projects were open, from one start to the next. */
final class WindowMemory {
    private final KeptFiles files;
    private final Newest<Remembered> keeping;
    private final ObservableList<String> recent;
    private Remembered remembered;
    private Stage stage;

    WindowMemory(Threads threads, KeptFiles files) {
        this.files = files;
        keeping = new Newest<>(threads, Duration.ZERO, files::keep);
        remembered = files.remembered();
        recent = FXCollections.observableArrayList(remembered.recent());
    }

    /** Folders of projects that were opened before, newest first. */
    ObservableList<String> recent() {
        return recent;
    }

    /** A project was opened. */
    void opened(Path folder) {
        remembered = remembered.opened(folder.toAbsolutePath().toString());
        if (!recent.equals(remembered.recent())) {
            recent.setAll(remembered.recent());
            keeping.offer(remembered);
        }
    }

    /** Puts a stage where the window was, unless no screen shows that place any more; it is remembered from then on. */
    void place(Stage shown) {
        stage = shown;
        boolean visible = remembered.width() > 0
                && !Screen.getScreensForRectangle(
                                remembered.x(), remembered.y(), remembered.width(), remembered.height())
                        .isEmpty();
        if (visible) {
            stage.setX(remembered.x());
            stage.setY(remembered.y());
            stage.setWidth(remembered.width());
            stage.setHeight(remembered.height());
        }
        stage.setMaximized(remembered.maximized());
    }

    /** Keeps everything; waits. */
    void close() {
        if (stage != null) {
            remembered =
                    remembered.at(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
        }
        files.keep(remembered);
    }
}
