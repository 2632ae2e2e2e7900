package org.firewright.ui.frame;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.ThemeModel;
import org.firewright.ui.View;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.Deed;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Overlay;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.parts.DropShade;
import org.fxmisc.richtext.CodeArea;

/** The bar, and which place is open. Places are built when they are first seen. */
public final class FrameController {
    /** The keys of the palette, which stand in its button, too. */
    public static final String FIND = "Shortcut+K";

    /** Below so many sizes of text in width. */
    private static final double NARROW = 95;

    private static final PseudoClass NARROW_CLASS = PseudoClass.getPseudoClass("narrow");

    /** Plus is typed with Shift on many keyboards, and number pads have keys of their own. */
    private static final Map<String, List<String>> SAME = Map.of(
            "Shortcut+Plus", List.of("Shortcut+Equals", "Shortcut+Shift+Equals", "Shortcut+Add"),
            "Shortcut+Minus", List.of("Shortcut+Subtract"));

    private final ProjectModel project;
    private final Navigation navigation;
    private final PendingModel pendingChanges;
    private final ThemeModel themes;
    private final Supplier<List<Deed>> deeds;
    private final Consumer<Path> opener;
    private final Consumer<List<Path>> importer;
    private final Function<View, Parent> views;
    private final Map<View, Parent> built = new EnumMap<>(View.class);
    private Node before;
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
    private StackPane frame;

    @FXML
    private Label brandName;

    @FXML
    private Label projectName;

    @FXML
    private Button undo;

    @FXML
    private Button redo;

    @FXML
    private Button theme;

    @FXML
    private Button settings;

    @FXML
    private Label searchKeys;

    @FXML
    private StackPane overlay;

    @FXML
    private DropShade drop;

    @FXML
    private Node sidebar;

    @FXML
    private StackPane stage;

    /**
     * Makes one.
     *
     * @param deeds what can be done anywhere, with the keys that do it
     * @param opener opens the project in a folder that was dropped on the window
     * @param importer shows files that were dropped on the window as new lists
     */
    public FrameController(
            ProjectModel project,
            Navigation navigation,
            PendingModel pendingChanges,
            ThemeModel themes,
            Supplier<List<Deed>> deeds,
            Consumer<Path> opener,
            Consumer<List<Path>> importer,
            Function<View, Parent> views) {
        this.project = project;
        this.navigation = navigation;
        this.pendingChanges = pendingChanges;
        this.themes = themes;
        this.deeds = deeds;
        this.opener = opener;
        this.importer = importer;
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
        settings.setTooltip(new Tooltip(Texts.text("deed.settings")));
        searchKeys.setText(KeyCombination.valueOf(FIND).getDisplayText());
        navigation.overlayProperty().subscribe(this::lay);
        overlay.setOnMousePressed(event -> {
            if (overlay.equals(event.getTarget())) {
                navigation.overlayProperty().set(Overlay.NONE);
            }
        });
        overlay.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                navigation.overlayProperty().set(Overlay.NONE);
                event.consume();
            }
        });
        brandName.managedProperty().bind(brandName.visibleProperty());
        projectName.managedProperty().bind(projectName.visibleProperty());
        stage.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.widthProperty().subscribe(this::fit);
                projectName.fontProperty().subscribe(this::fit);
                bindKeys(scene);
                scene.addEventFilter(KeyEvent.KEY_PRESSED, this::undoBesideText);
                new FileDrop(drop, () -> project.projectProperty().get() != null, opener, importer).onto(frame);
            }
        });
    }

    /** A window that has little room for its size of text keeps its places and lets go of what only accompanies them. */
    private void fit() {
        double room = frame.getScene().getWidth() / projectName.getFont().getSize();
        boolean narrow = room < NARROW;
        navigation.narrowProperty().set(narrow);
        frame.pseudoClassStateChanged(NARROW_CLASS, narrow);
        brandName.setVisible(!narrow);
        projectName.setVisible(!narrow);
    }

    private void bindKeys(Scene scene) {
        for (Deed deed : deeds.get()) {
            if (!deed.keys().isEmpty()) {
                Runnable act = () -> {
                    if (deed.possible().getAsBoolean()) {
                        deed.act().run();
                    }
                };
                scene.getAccelerators().put(KeyCombination.valueOf(deed.keys()), act);
                SAME.getOrDefault(deed.keys(), List.of())
                        .forEach(keys -> scene.getAccelerators().put(KeyCombination.valueOf(keys), act));
            }
        }
    }

    /** A text field keeps these keys to itself, also when it has nothing to undo; then they are meant for the project. */
    private void undoBesideText(KeyEvent event) {
        if (event.getCode() != KeyCode.Z || !event.isShortcutDown()) {
            return;
        }
        boolean back = !event.isShiftDown();
        boolean own = switch (event.getTarget()) {
            case TextInputControl text -> back ? text.isUndoable() : text.isRedoable();
            case CodeArea text -> back ? text.isUndoAvailable() : text.isRedoAvailable();
            default -> true;
        };
        if (!own) {
            if (back) {
                undo();
            } else {
                redo();
            }
            event.consume();
        }
    }

    @FXML
    private void find() {
        navigation.overlayProperty().set(Overlay.FINDER);
    }

    @FXML
    private void openSettings() {
        navigation.overlayProperty().set(Overlay.SETTINGS);
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

    /** What was under the keyboard before an overlay is so again when it has gone. */
    private void lay(Overlay over) {
        Scene scene = overlay.getScene();
        Node focused = scene == null ? null : scene.getFocusOwner();
        overlay.setVisible(over != Overlay.NONE);
        View view = switch (over) {
            case NONE -> null;
            case FINDER -> View.FINDER;
            case SETTINGS -> View.SETTINGS;
            case SHORTCUTS -> View.SHORTCUTS;
        };
        if (view == null) {
            overlay.getChildren().clear();
            if (before != null) {
                before.requestFocus();
            }
            before = null;
        } else {
            before = before == null ? focused : before;
            Parent box = built.computeIfAbsent(view, views);
            StackPane.setAlignment(box, over == Overlay.FINDER ? Pos.TOP_CENTER : Pos.CENTER);
            overlay.getChildren().setAll(box);
            Platform.runLater(() -> box.lookupAll("*").stream()
                    .filter(node -> node.isFocusTraversable() && !node.isDisabled())
                    .findFirst()
                    .ifPresent(Node::requestFocus));
        }
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
