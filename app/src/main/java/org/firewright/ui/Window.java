package org.firewright.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.firewright.remote.Connector;
import org.firewright.ui.deploy.DeployController;
import org.firewright.ui.deploy.DeployModel;
import org.firewright.ui.deploy.DeployWords;
import org.firewright.ui.frame.FrameController;
import org.firewright.ui.frame.QuestionController;
import org.firewright.ui.frame.QuestionsModel;
import org.firewright.ui.frame.SidebarController;
import org.firewright.ui.frame.StatusLineController;
import org.firewright.ui.inspect.InspectController;
import org.firewright.ui.inspect.InspectModel;
import org.firewright.ui.lists.ListsPlace;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProblemsModel;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;
import org.firewright.ui.rules.RuleEditorController;
import org.firewright.ui.rules.RulesController;
import org.firewright.ui.rules.RulesModel;
import org.firewright.ui.start.WelcomeController;
import org.firewright.ui.start.WelcomeModel;

/** One window: its models, and the scene that shows them. To be made and used on the JavaFX thread. */
public final class Window implements AutoCloseable {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ThemeModel themes;
    private final ProjectModel project;
    private final HostsModel hosts;
    private final QuestionsModel questions;
    private final WelcomeModel welcome;
    private final Scene scene;

    /**
     * Builds the window.
     *
     * @param folderChooser asks the person for a folder; empty when declined
     */
    public Window(Services services, Theme theme, Supplier<Optional<Path>> folderChooser) {
        Threads threads = new Threads(Platform::runLater, background);
        Tasks tasks = new Tasks(threads);
        themes = new ThemeModel(theme);
        questions = new QuestionsModel(threads);
        Connector connector = services.connector().apply(questions);
        project = new ProjectModel(threads, tasks, services.disk(), services.compiler());
        hosts = new HostsModel(threads, tasks, connector);
        project.projectProperty().subscribe(now -> {
            if (now != null) {
                hosts.show(now);
            }
        });
        Navigation navigation = new Navigation();
        PendingModel pending = new PendingModel(project, hosts);
        ProblemsModel problems = new ProblemsModel(project, hosts);
        DeployModel deploys = new DeployModel(threads, tasks, project, hosts, services.push());
        RulesModel rules = new RulesModel(project, navigation);
        welcome = new WelcomeModel(tasks, project, hosts, navigation, services.lab(), services.home());
        project.projectProperty().subscribe(now -> chooseFirst(navigation));
        Controllers controllers = new Controllers();
        controllers
                .add(
                        FrameController.class,
                        () -> new FrameController(project, navigation, pending, themes, view -> view.load(controllers)))
                .add(
                        SidebarController.class,
                        () -> new SidebarController(project, hosts, pending, navigation, questions, welcome))
                .add(StatusLineController.class, () -> new StatusLineController(navigation, pending, problems, tasks))
                .add(QuestionController.class, () -> new QuestionController(questions))
                .add(WelcomeController.class, () -> new WelcomeController(welcome, folderChooser))
                .add(RulesController.class, () -> new RulesController(rules, navigation, pending, deploys))
                .add(RuleEditorController.class, () -> new RuleEditorController(rules))
                .add(
                        DeployController.class,
                        () -> new DeployController(deploys, new DeployWords(project, hosts, pending), project))
                .add(
                        InspectController.class,
                        () -> new InspectController(new InspectModel(project, hosts, navigation), navigation, pending));
        ListsPlace.register(controllers, threads, tasks, project, hosts, navigation);
        scene = new Scene(View.FRAME.load(controllers), WIDTH, HEIGHT);
        themes.themeProperty().subscribe(now -> now.apply(scene));
    }

    /** Shows it on this stage. */
    public void show(Stage stage) {
        stage.setTitle(Texts.text("app.name"));
        stage.setMinWidth(1100);
        stage.setMinHeight(700);
        stage.setScene(scene);
        stage.show();
    }

    /** Opens a project, as the welcome does. */
    public void open(Path folder) {
        welcome.open(folder);
    }

    /** Saves, ends every connection, and removes the lab if this window brought it up; waits for all of that. */
    @Override
    public void close() {
        questions.close();
        project.close();
        hosts.close();
        welcome.close();
        background.shutdown();
    }

    private void chooseFirst(Navigation navigation) {
        if (navigation.hostProperty().get() == null && !hosts.hosts().isEmpty()) {
            HostModel first = hosts.hosts().getFirst();
            navigation.choose(
                    first,
                    first.namespaces().isEmpty() ? null : first.namespaces().getFirst());
        }
    }
}
