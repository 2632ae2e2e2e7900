package org.firewright.ui.frame;

import java.util.List;
import java.util.function.Supplier;
import org.firewright.ui.Controllers;
import org.firewright.ui.model.Deed;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.SettingsModel;

/** What lies over every place: palette, settings, shortcuts, notices. */
public final class FrameParts {
    private FrameParts() {}

    /**
     * Registers the controllers of these parts.
     *
     * @param sshFiles the client configurations that SSH goes by
     */
    public static void register(
            Controllers controllers,
            ProjectModel project,
            HostsModel hosts,
            Navigation navigation,
            Notices notices,
            SettingsModel settings,
            Supplier<List<Deed>> deeds,
            List<String> sshFiles) {
        controllers
                .add(
                        FinderController.class,
                        () -> new FinderController(new FinderModel(project, hosts, navigation, deeds), navigation))
                .add(SettingsController.class, () -> new SettingsController(settings, navigation, sshFiles))
                .add(ShortcutsController.class, () -> new ShortcutsController(deeds, navigation))
                .add(NoticesController.class, () -> new NoticesController(notices, navigation));
    }
}
