package org.firewright.ui.frame;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Overlay;
import org.firewright.ui.model.Settings;
import org.firewright.ui.model.SettingsModel;
import org.firewright.ui.parts.NumberField;

/** The settings; each holds as soon as it is changed. */
public final class SettingsController {
    private final SettingsModel model;
    private final Navigation navigation;
    private final List<String> sshFiles;

    @FXML
    private ToggleGroup themes;

    @FXML
    private ToggleButton system;

    @FXML
    private ToggleButton light;

    @FXML
    private ToggleButton dark;

    @FXML
    private Spinner<Integer> fontSize;

    @FXML
    private Spinner<Integer> counterSeconds;

    @FXML
    private Spinner<Integer> sshSeconds;

    @FXML
    private Label refused;

    @FXML
    private Label ssh;

    SettingsController(SettingsModel model, Navigation navigation, List<String> sshFiles) {
        this.model = model;
        this.navigation = navigation;
        this.sshFiles = sshFiles;
    }

    @FXML
    private void initialize() {
        refused.managedProperty().bind(refused.visibleProperty());
        refused.visibleProperty().bind(refused.textProperty().isNotEmpty());
        spin(fontSize, Settings.SMALLEST, Settings.LARGEST, Settings::fontSize, Settings::withFontSize);
        spin(counterSeconds, 1, 60, Settings::counterSeconds, Settings::withCounterSeconds);
        spin(sshSeconds, 1, 120, Settings::sshSeconds, Settings::withSshSeconds);
        ssh.setText(
                sshFiles.isEmpty()
                        ? Texts.text("settings.ssh.none")
                        : Texts.text("settings.ssh.files", String.join("\n", sshFiles)));
        model.settingsProperty().subscribe(now -> themes.selectToggle(button(now.theme())));
    }

    @FXML
    private void chooseTheme() {
        Settings now = model.settingsProperty().get();
        for (Settings.Choice choice : Settings.Choice.values()) {
            if (button(choice).isFocused()) {
                model.change(now.with(choice));
            }
        }
        themes.selectToggle(button(model.settingsProperty().get().theme()));
    }

    @FXML
    private void close() {
        navigation.overlayProperty().set(Overlay.NONE);
    }

    private ToggleButton button(Settings.Choice choice) {
        return switch (choice) {
            case SYSTEM -> system;
            case LIGHT -> light;
            case DARK -> dark;
        };
    }

    private void spin(
            Spinner<Integer> spinner,
            int least,
            int most,
            ToIntFunction<Settings> get,
            BiFunction<Settings, Integer, Settings> change) {
        NumberField field = new NumberField(spinner, least, most, refused.textProperty());
        field.valueProperty()
                .addListener((observable, before, now) ->
                        model.change(change.apply(model.settingsProperty().get(), now)));
        model.settingsProperty().subscribe(now -> field.valueProperty().setValue(get.applyAsInt(now)));
    }
}
