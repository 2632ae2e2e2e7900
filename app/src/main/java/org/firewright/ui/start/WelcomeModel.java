package org.firewright.ui.start;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.ui.Services;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three doors of the first start. */
public final class WelcomeModel {
    private static final Logger LOG = LoggerFactory.getLogger(WelcomeModel.class);

    private final Tasks tasks;
    private final ProjectModel project;
    private final HostsModel hosts;
    private final Navigation navigation;
    private final LabHands lab;
    private final Path home;
    private final Services.Configured configured;
    private final Notices notices;
    private final ObservableList<String> recent;
    private final ObservableList<String> knownHosts = FXCollections.observableArrayList();
    private final ObservableList<String> steps = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyBooleanWrapper labUp = new ReadOnlyBooleanWrapper(this, "labUp");
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");

    /**
     * Makes one.
     *
     * @param services the lab, and the folder in which a project for a new server is made
     * @param recent folders of projects that were opened before, newest first
     */
    public WelcomeModel(
            Tasks tasks,
            ProjectModel project,
            HostsModel hosts,
            Navigation navigation,
            Services services,
            Notices notices,
            ObservableList<String> recent) {
        this.tasks = tasks;
        this.project = project;
        this.hosts = hosts;
        this.navigation = navigation;
        this.lab = services.lab();
        this.home = services.home();
        this.configured = services.configuredHosts();
        this.notices = notices;
        this.recent = recent;
    }

    /** What has been done since a door was opened; the last one is being done while {@link #busyProperty}. */
    public ObservableList<String> steps() {
        return steps;
    }

    /** Folders of projects that were opened before, newest first. */
    public ObservableList<String> recent() {
        return recent;
    }

    /** The hosts that the SSH configuration has names for; empty until they are looked up. */
    public ObservableList<String> knownHosts() {
        return knownHosts;
    }

    /** Looks the hosts up in the SSH configuration; what is wrong with it is told. */
    public void lookUpKnownHosts() {
        tasks.run(
                Texts.text("welcome.server.lookup"),
                step -> {},
                steps -> configured.hosts(),
                knownHosts::setAll,
                notices::failed);
    }

    /** Whether a door is being gone through. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Whether this window has brought the lab up and not down again. */
    public ReadOnlyBooleanProperty labUpProperty() {
        return labUp.getReadOnlyProperty();
    }

    /** Why the last try failed; null otherwise. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Brings the lab up, opens its sample project and connects its hosts. */
    public void tryLab() {
        begin();
        tasks.run(
                Texts.text("welcome.lab.task"),
                this::step,
                told -> {
                    lab.up(told);
                    told.accept(Texts.text("welcome.lab.sample"));
                    return lab.sample();
                },
                folder -> {
                    labUp.set(true);
                    openNow(folder);
                },
                this::end);
    }

    /** Opens a project and connects its hosts. */
    public void open(Path folder) {
        begin();
        step(Texts.text("welcome.open.step", folder));
        openNow(folder);
    }

    /** Reaches a server, and begins a project for it once it answers. */
    public void connect(String name) {
        begin();
        step(Texts.text("welcome.server.step", name));
        HostModel host = hosts.ensure(name);
        var listening = host.statusProperty().subscribe(status -> {
            switch (status) {
                case HostStatus.Connecting(String step) -> step(step);
                case HostStatus.Online(var hello) -> {
                    begin(host);
                    end(null);
                }
                case HostStatus.Failed(Problem why) -> {
                    if (busy.get()) {
                        end(why);
                    }
                }
                case HostStatus.Offline() -> {}
            }
        });
        busy.addListener((observable, before, now) -> {
            if (!now) {
                listening.unsubscribe();
            }
        });
        hosts.connect(host);
    }

    /** Removes the lab that this window brought up; nothing happens where it brought none up. */
    public void stopLab() {
        if (labUp.get()) {
            labUp.set(false);
            hosts.disconnectAll();
            tasks.run(
                    Texts.text("welcome.lab.down"),
                    step -> {},
                    told -> {
                        lab.down(told);
                        return lab;
                    },
                    nothing -> {},
                    why -> {
                        labUp.set(true);
                        problem.set(why);
                    });
        }
    }

    /** Removes the lab at once and waits; for the end of the program. */
    public void close() {
        if (labUp.get()) {
            labUp.set(false);
            try {
                lab.down(step -> {});
            } catch (ProblemException e) {
                LOG.error("The lab could not be removed: {}", e.getMessage());
            }
        }
    }

    private void begin(HostModel host) {
        if (project.projectProperty().get() == null) {
            Policy empty = new Policy("edge", Hook.FORWARD, 0, Action.ACCEPT, List.of());
            project.begin(new Project(
                    home.resolve(host.name().replaceAll("[^A-Za-z0-9._@-]", "_")),
                    host.name(),
                    List.of(),
                    List.of(empty),
                    List.of()));
            navigation.choose(host, null);
        }
    }

    private void openNow(Path folder) {
        project.open(
                folder,
                () -> {
                    hosts.connectAll();
                    end(null);
                },
                this::end);
    }

    private void begin() {
        steps.clear();
        problem.set(null);
        busy.set(true);
    }

    private void step(String words) {
        if (!words.isBlank() && (steps.isEmpty() || !steps.getLast().equals(words))) {
            steps.add(words);
        }
    }

    private void end(Problem why) {
        problem.set(why);
        if (why != null && project.projectProperty().get() != null) {
            notices.failed(why); // the welcome, which would show it, is not on the screen
        }
        busy.set(false);
    }
}
