package org.firewright.ui.frame;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.ThemeModel;
import org.firewright.ui.View;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProjectModel;

/** The bar, and which place is open. Places are built when they are first seen. */
public final class FrameController {
    private final ProjectModel project;
    private final Navigation navigation;
    private final PendingModel pendingChanges;
    private final ThemeModel themes;
    private final Function<View, Parent> views;
    private final Map<View, Parent> built = new EnumMap<>(View.class);
    private final Map<Area, ToggleButton> buttons = new EnumMap<>(Area.class);

    @FXML
    private ToggleGroup group;

    @FXML
    private HBox areas;

    @FXML
    private ToggleButton rules;

    @FXML
    private ToggleButton lists;

    @FXML
    private ToggleButton inspect;

    @FXML
    private ToggleButton deploy;

    @FXML
    private Label pending;

    @FXML
    private Label projectName;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private Button theme;

    @FXML
    private Node sidebar;

    @FXML
    private StackPane stage;

    public FrameController(
            ProjectModel project,
            Navigation navigation,
            PendingModel pendingChanges,
            ThemeModel themes,
            Function<View, Parent> views) {
        this.project = project;
        this.navigation = navigation;
        this.pendingChanges = pendingChanges;
        this.themes = themes;
        this.views = views;
    }

    @FXML
    private void initialize() {
        buttons.putAll(Map.of(Area.RULES, rules, Area.LISTS, lists, Area.INSPECT, inspect, Area.DEPLOY, deploy));
        buttons.forEach((area, button) -> button.setOnAction(event -> {
            navigation.areaProperty().set(area);
            button.setSelected(true);
        }));
        navigation.areaProperty().subscribe(this::show);
        project.projectProperty().subscribe(this::show);
        pending.textProperty().bind(pendingChanges.countProperty().asString());
        deploy.graphicProperty()
                .bind(pendingChanges.countProperty().map(count -> count.intValue() > 0 ? pending : null));
        named(undo, project.history().undoNameProperty(), "undo");
        named(redo, project.history().redoNameProperty(), "redo");
        theme.setTooltip(new Tooltip(Texts.text("theme.switch")));
        stage.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.getAccelerators()
                        .put(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN), this::undo);
                scene.getAccelerators()
                        .put(
                                new KeyCodeCombination(
                                        KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                                this::redo);
                List<KeyCode> digits = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4);
                List<Area> order = List.of(Area.values());
                for (int i = 0; i < order.size(); i++) {
                    Area area = order.get(i);
                    scene.getAccelerators()
                            .put(
                                    new KeyCodeCombination(digits.get(i), KeyCombination.SHORTCUT_DOWN),
                                    () -> navigation.areaProperty().set(area));
                }
            }
        });
    }

    @FXML
    private void undo() {
        project.history().undo();
    }

    @FXML
    private void redo() {
        project.history().redo();
    }

    @FXML
    private void switchTheme() {
        themes.toggle();
    }

    private static void named(Button button, javafx.beans.value.ObservableValue<String> change, String key) {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(change.map(name -> Texts.text(key) + " " + name));
        button.setTooltip(tooltip);
        button.disableProperty().bind(change.map(String::isEmpty));
    }

    private void show(Project now) {
        projectName.setText(now == null ? "" : now.name());
        boolean open = now != null;
        areas.setVisible(open);
        sidebar.setVisible(open);
        sidebar.setManaged(open);
        show(navigation.areaProperty().get());
    }

    private void show(Area area) {
        View view = project.projectProperty().get() == null
                ? View.WELCOME
                : switch (area) {
                    case RULES -> View.RULES;
                    case LISTS -> View.LISTS;
                    case INSPECT -> View.INSPECT;
                    case DEPLOY -> View.DEPLOY;
                };
        group.selectToggle(buttons.get(area));
        stage.getChildren().setAll(built.computeIfAbsent(view, views));
    }
}
