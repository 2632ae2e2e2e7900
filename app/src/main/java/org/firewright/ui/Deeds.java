package org.firewright.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.firewright.ui.deploy.DeployModel;
import org.firewright.ui.frame.FrameController;
import org.firewright.ui.frame.QuestionsModel;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.Deed;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Overlay;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Settings;
import org.firewright.ui.model.SettingsModel;
import org.firewright.ui.start.WelcomeModel;

/** What can be done anywhere in the window, in the order in which people look for it. */
record Deeds(
        ProjectModel project,
        HostsModel hosts,
        Navigation navigation,
        DeployModel deploys,
        WelcomeModel welcome,
        QuestionsModel questions,
        SettingsModel settings,
        ThemeModel themes,
        Supplier<Optional<Path>> folderChooser) {
    List<Deed> all() {
        return List.of(
                Deed.always(
                        Texts.text("deed.find"),
                        FrameController.FIND,
                        () -> navigation.overlayProperty().set(Overlay.FINDER)),
                place("deed.rules", "Shortcut+1", Area.RULES),
                place("deed.lists", "Shortcut+2", Area.LISTS),
                place("deed.inspect", "Shortcut+3", Area.INSPECT),
                place("deed.deploy", "Shortcut+4", Area.DEPLOY),
                new Deed(Texts.text("deed.deploy.chosen"), "Shortcut+Enter", this::canDeploy, this::deploy),
                new Deed(
                        Texts.text("undo"),
                        "Shortcut+Z",
                        () -> !project.history().undoNameProperty().get().isEmpty(),
                        () -> project.history().undo()),
                new Deed(
                        Texts.text("redo"),
                        "Shortcut+Shift+Z",
                        () -> !project.history().redoNameProperty().get().isEmpty(),
                        () -> project.history().redo()),
                new Deed(Texts.text("deed.connect"), "Shortcut+Shift+N", this::isOpen, this::connect),
                new Deed(Texts.text("deed.connect.all"), "", this::isOpen, hosts::connectAll),
                Deed.always(
                        Texts.text("deed.open"),
                        "Shortcut+O",
                        () -> folderChooser.get().ifPresent(welcome::open)),
                new Deed(
                        Texts.text("deed.lab.stop"),
                        "",
                        () -> welcome.labUpProperty().get(),
                        welcome::stopLab),
                Deed.always(Texts.text("theme.switch"), "Shortcut+Shift+L", themes::toggle),
                Deed.always(Texts.text("deed.larger"), "Shortcut+Plus", () -> scale(1)),
                Deed.always(Texts.text("deed.smaller"), "Shortcut+Minus", () -> scale(-1)),
                Deed.always(
                        Texts.text("deed.settings"),
                        "Shortcut+Comma",
                        () -> navigation.overlayProperty().set(Overlay.SETTINGS)),
                Deed.always(
                        Texts.text("deed.shortcuts"),
                        "F1",
                        () -> navigation.overlayProperty().set(Overlay.SHORTCUTS)));
    }

    private Deed place(String key, String keys, Area area) {
        return new Deed(
                Texts.text(key),
                keys,
                this::isOpen,
                () -> navigation.areaProperty().set(area));
    }

    private boolean isOpen() {
        return project.projectProperty().get() != null;
    }

    private boolean canDeploy() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        return namespace != null
                && !namespace.policiesProperty().get().isEmpty()
                && !deploys.runningProperty().get();
    }

    /** The chosen namespace gets its policy; where it stands is to be seen in Deploy. */
    private void deploy() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        project.projectProperty().get().targets().stream()
                .filter(target -> target.text().equals(namespace.text()))
                .findFirst()
                .ifPresent(target -> {
                    deploys.chooseOnly(target);
                    deploys.deployChosen();
                });
    }

    private void connect() {
        questions.askText(
                Texts.text("connect.title"), Texts.text("connect.words"), Texts.text("connect.button"), host -> {
                    if (!host.isBlank()) {
                        hosts.connect(host.strip());
                    }
                });
    }

    private void scale(int by) {
        Settings now = settings.settingsProperty().get();
        settings.change(now.withFontSize(now.fontSize() + by));
    }
}
