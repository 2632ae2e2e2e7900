package org.firewright.ui.frame;

import atlantafx.base.controls.Notification;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.Notices.Notice;
import org.kordamp.ikonli.javafx.FontIcon;

/** The notices in a corner of the window: good news goes by itself, bad news stays until it is read. */
public final class NoticesController {
    private static final Duration READ = Duration.seconds(6);

    private final Notices notices;
    private final Navigation navigation;
    private final Map<Notice, Notification> shown = new HashMap<>();

    @FXML
    private VBox stack;

    NoticesController(Notices notices, Navigation navigation) {
        this.notices = notices;
        this.navigation = navigation;
    }

    @FXML
    private void initialize() {
        notices.all().addListener((ListChangeListener<Notice>) change -> show());
        // A box of the status line lies above the window, so notices step out of its way.
        stack.translateYProperty().bind(navigation.boxHeightProperty().negate());
        show();
    }

    private void show() {
        shown.keySet().retainAll(notices.all());
        stack.getChildren()
                .setAll(notices.all().stream()
                        .map(notice -> shown.computeIfAbsent(notice, this::view))
                        .toList());
    }

    private Notification view(Notice notice) {
        String words = notice.remedy().isEmpty() ? notice.sentence() : notice.sentence() + "\n" + notice.remedy();
        Notification view = new Notification(
                words, new FontIcon(notice.problem() ? "mdi2a-alert-circle-outline" : "mdi2c-check-circle-outline"));
        view.getStyleClass().addAll("notice", notice.problem() ? "problem" : "done");
        view.setAccessibleText(words);
        view.setOnClose(event -> notices.dismiss(notice));
        if (!notice.problem()) {
            PauseTransition pause = new PauseTransition(READ);
            pause.setOnFinished(event -> notices.dismiss(notice));
            pause.play();
        }
        return view;
    }
}
