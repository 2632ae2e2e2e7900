package org.firewright.ui.start;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.ProblemBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The welcome: three doors, the steps behind the one that was opened, and what went wrong. */
public final class WelcomeController {
    private final WelcomeModel model;
    private final Supplier<Optional<Path>> folderChooser;

    @FXML
    private Button lab;

    @FXML
    private TextField host;

    @FXML
    private MenuButton known;

    @FXML
    private VBox recentBox;

    @FXML
    private FlowPane recent;

    @FXML
    private Button connect;

    @FXML
    private TextField folder;

    @FXML
    private Button choose;

    @FXML
    private Button open;

    @FXML
    private VBox steps;

    @FXML
    private ProblemBox problem;

    /**
     * Makes one.
     *
     * @param folderChooser asks the person for a folder; empty when declined
     */
    public WelcomeController(WelcomeModel model, Supplier<Optional<Path>> folderChooser) {
        this.model = model;
        this.folderChooser = folderChooser;
    }

    @FXML
    private void initialize() {
        lab.disableProperty().bind(model.busyProperty());
        known.disableProperty().bind(model.busyProperty().or(Bindings.isEmpty(model.knownHosts())));
        model.knownHosts().addListener((Observable observable) -> showKnownHosts());
        model.lookUpKnownHosts();
        model.recent().addListener((Observable observable) -> showRecent());
        showRecent();
        choose.disableProperty().bind(model.busyProperty());
        connect.disableProperty()
                .bind(model.busyProperty().or(host.textProperty().isEmpty()));
        open.disableProperty()
                .bind(model.busyProperty().or(folder.textProperty().isEmpty()));
        model.problemProperty().subscribe(problem::show);
        model.steps().addListener((Observable observable) -> showSteps());
        model.busyProperty().subscribe(this::showSteps);
    }

    @FXML
    private void tryLab() {
        model.tryLab();
    }

    @FXML
    private void connect() {
        if (!connect.isDisabled()) {
            model.connect(host.getText().strip());
        }
    }

    @FXML
    private void chooseFolder() {
        folderChooser.get().ifPresent(path -> folder.setText(path.toString()));
    }

    @FXML
    private void open() {
        if (!open.isDisabled()) {
            try {
                model.open(Path.of(folder.getText().strip()));
            } catch (InvalidPathException e) {
                problem.show(new Problem(
                        Problem.Kind.REQUEST,
                        Place.HOST,
                        Texts.text("welcome.open.invalid", e.getReason()),
                        Texts.text("welcome.open.invalid.remedy")));
            }
        }
    }

    private void showKnownHosts() {
        known.getItems()
                .setAll(model.knownHosts().stream()
                        .map(name -> {
                            MenuItem item = new MenuItem(name);
                            item.setOnAction(event -> host.setText(name));
                            return item;
                        })
                        .toList());
    }

    private void showRecent() {
        recentBox.setVisible(!model.recent().isEmpty());
        recent.getChildren()
                .setAll(model.recent().stream()
                        .map(path -> {
                            Hyperlink link = new Hyperlink(path);
                            link.disableProperty().bind(model.busyProperty());
                            link.setOnAction(event -> model.open(Path.of(path)));
                            return link;
                        })
                        .toList());
    }

    private void showSteps() {
        int last = model.steps().size() - 1;
        steps.getChildren().clear();
        for (int i = 0; i <= last; i++) {
            boolean current = i == last && model.busyProperty().get();
            boolean failed = i == last && model.problemProperty().get() != null;
            String icon = current
                    ? "mdi2p-progress-clock"
                    : failed ? "mdi2c-close-circle-outline" : "mdi2c-check-circle-outline";
            HBox step = new HBox(new FontIcon(icon), new Label(model.steps().get(i)));
            step.getStyleClass().addAll("step", current ? "current" : failed ? "failed" : "done");
            steps.getChildren().add(step);
        }
    }
}
