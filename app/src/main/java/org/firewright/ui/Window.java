package org.firewright.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.firewright.remote.Connector;
import org.firewright.ui.deploy.DeployController;
import org.firewright.ui.deploy.DeployModel;
import org.firewright.ui.deploy.DeployWords;
import org.firewright.ui.frame.FrameController;
import org.firewright.ui.frame.FrameParts;
import org.firewright.ui.frame.QuestionController;
import org.firewright.ui.frame.QuestionsModel;
import org.firewright.ui.frame.SidebarController;
import org.firewright.ui.frame.StatusLineController;
import org.firewright.ui.inspect.InspectController;
import org.firewright.ui.inspect.InspectModel;
import org.firewright.ui.inspect.RulesetController;
import org.firewright.ui.inspect.RulesetModel;
import org.firewright.ui.lists.ListsPlace;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProblemsModel;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.SetMemory;
import org.firewright.ui.model.Settings;
import org.firewright.ui.model.SettingsModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;
import org.firewright.ui.model.UnsavedWork;
import org.firewright.ui.rules.PaletteController;
import org.firewright.ui.rules.Rehearsal;
import org.firewright.ui.rules.RuleEditorController;
import org.firewright.ui.rules.RuleTableController;
import org.firewright.ui.rules.RulesController;
import org.firewright.ui.rules.RulesModel;
import org.firewright.ui.start.WelcomeController;
import org.firewright.ui.start.WelcomeModel;

/** One window: its models, and the scene that shows them. To be made and used on the JavaFX thread. */
public final class Window implements AutoCloseable {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;

    /** Background threads outlive the window: a connection that is made while it closes is still ended by its thread. */
    private final Threads threads = new Threads(Platform::runLater, Thread::startVirtualThread);

    private final ThemeModel themes;
    private final WindowMemory memory;
    private final ProjectModel project;
    private final HostsModel hosts;
    private final QuestionsModel questions;
    private final WelcomeModel welcome;
    private final Scene scene;

    /**
     * Builds the window.
     *
     * @param system the theme that the computer's other windows wear
     * @param folderChooser asks the person for a folder; empty when declined
     */
    public Window(Services services, ObservableValue<Theme> system, Supplier<Optional<Path>> folderChooser) {
        Tasks tasks = new Tasks(threads);
        Notices notices = new Notices();
        SettingsModel settings = new SettingsModel(threads, services.kept());
        themes = new ThemeModel(settings, system);
        memory = new WindowMemory(threads, services.kept());
        questions = new QuestionsModel(threads);
        Connector connector = services.connector()
                .apply(questions, () -> settings.settingsProperty().get().sshSeconds());
        project = new ProjectModel(
                threads,
                tasks,
                services.disk(),
                new UnsavedWork(services.kept().state(), services.disk()),
                services.compiler());
        hosts = new HostsModel(
                threads,
                tasks,
                connector,
                notices,
                () -> settings.settingsProperty().get().counterSeconds());
        project.projectProperty().subscribe(now -> {
            if (now != null) {
                hosts.show(now);
                memory.opened(now.folder());
            }
        });
        project.unsavedProperty().subscribe(work -> {
            if (work != null) {
                questions.askWhether(
                        Texts.text("unsaved.title"),
                        Texts.text("unsaved.words"),
                        work.folder().toString(),
                        Texts.text("unsaved.button"),
                        project::decideUnsaved);
            }
        });
        Navigation navigation = new Navigation();
        PendingModel pending = new PendingModel(threads, project, hosts);
        ProblemsModel problems = new ProblemsModel(project, hosts);
        SetMemory setMemory = new SetMemory(threads, project);
        DeployModel deploys = new DeployModel(threads, tasks, project, hosts, services.push(), notices);
        RulesetModel rulesets = new RulesetModel(threads);
        RulesModel rules = new RulesModel(project, navigation, questions::askText);
        welcome = new WelcomeModel(tasks, project, hosts, navigation, services, notices, memory.recent());
        project.projectProperty().subscribe((before, now) -> {
            if (now != null && (before == null || !before.folder().equals(now.folder()))) {
                chooseFirst(navigation, now);
            }
        });
        Deeds deeds =
                new Deeds(project, hosts, navigation, deploys, welcome, questions, settings, themes, folderChooser);
        List<String> sshFiles = services.sshFiles().stream().map(Path::toString).toList();
        Controllers controllers = new Controllers();
        FrameParts.register(controllers, project, hosts, navigation, notices, settings, deeds::all, sshFiles);
        Consumer<List<Path>> importer = ListsPlace.register(controllers, threads, tasks, project, hosts, navigation);
        controllers
                .add(
                        FrameController.class,
                        () -> new FrameController(
                                project,
                                navigation,
                                pending,
                                themes,
                                deeds::all,
                                welcome::open,
                                importer,
                                view -> view.load(controllers)))
                .add(
                        SidebarController.class,
                        () -> new SidebarController(project, hosts, pending, navigation, questions, welcome, rules))
                .add(
                        StatusLineController.class,
                        () -> new StatusLineController(navigation, pending, problems, tasks, setMemory))
                .add(QuestionController.class, () -> new QuestionController(questions))
                .add(WelcomeController.class, () -> new WelcomeController(welcome, folderChooser))
                .add(RulesController.class, () -> new RulesController(rules, navigation, pending, deploys))
                .add(RuleTableController.class, () -> new RuleTableController(rules))
                .add(RuleEditorController.class, () -> new RuleEditorController(rules))
                .add(PaletteController.class, () -> new PaletteController(rules))
                .add(
                        DeployController.class,
                        () -> new DeployController(deploys, new DeployWords(project, hosts, pending), project))
                .add(
                        InspectController.class,
                        () -> new InspectController(
                                new InspectModel(project, hosts, navigation), rulesets, navigation, pending))
                .add(RulesetController.class, () -> new RulesetController(rulesets));
        scene = new Scene(View.FRAME.load(controllers), WIDTH, HEIGHT);
        Runnable dress = () -> themes.themeProperty()
                .get()
                .apply(scene, settings.settingsProperty().get().fontSize());
        themes.themeProperty().subscribe(now -> dress.run());
        settings.settingsProperty().map(Settings::fontSize).subscribe(size -> dress.run());
        settings.settingsProperty()
                .map(Settings::counterSeconds)
                .addListener((observable, before, now) -> hosts.watchAnew());
    }

    /** Shows it on this stage. */
    public void show(Stage stage) {
        stage.setTitle(Texts.text("app.name"));
        stage.setMinWidth(1100);
        stage.setMinHeight(700);
        stage.setScene(scene);
        memory.place(stage);
        stage.show();
        List<String> stylesheets = List.copyOf(scene.getStylesheets());
        threads.background().execute(() -> Rehearsal.once(stylesheets));
    }

    /** Opens a project, as the welcome does. */
    public void open(Path folder) {
        welcome.open(folder);
    }

    /** Saves, ends every connection, and removes the lab if this window brought it up; waits for all of that. */
    @Override
    public void close() {
        memory.close();
        questions.close();
        project.close();
        hosts.close();
        welcome.close();
    }

    /** The project's first target, unless what is chosen is a target of it already. */
    private void chooseFirst(Navigation navigation, Project opened) {
        NamespaceModel chosen = navigation.namespaceProperty().get();
        boolean known = chosen != null
                && opened.targets().stream().anyMatch(target -> target.text().equals(chosen.text()));
        if (!known && !opened.targets().isEmpty()) {
            Target first = opened.targets().getFirst();
            HostModel host = hosts.ensure(first.host());
            navigation.choose(host, host.namespace(first.namespace()).orElse(null));
        }
    }
}
