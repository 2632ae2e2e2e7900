package org.firewright.ui.frame;

import atlantafx.base.controls.Popover;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.firewright.agent.api.HostState;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProblemsModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.parts.Format;

/** The chosen host in a line, the memory of its lists, problems, and what runs. */
public final class StatusLineController {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final Navigation navigation;
    private final PendingModel pending;
    private final ProblemsModel problemsModel;
    private final Tasks running;
    private final InvalidationListener changed = observable -> showHost();

    @FXML
    private Region dot;

    @FXML
    private Label host;

    @FXML
    private Label memory;

    @FXML
    private Button problems;

    @FXML
    private Button tasks;

    public StatusLineController(
            Navigation navigation, PendingModel pending, ProblemsModel problemsModel, Tasks running) {
        this.navigation = navigation;
        this.pending = pending;
        this.problemsModel = problemsModel;
        this.running = running;
    }

    @FXML
    private void initialize() {
        navigation.hostProperty().addListener((observable, before, now) -> {
            if (before != null) {
                observed(before).forEach(each -> each.removeListener(changed));
            }
            if (now != null) {
                observed(now).forEach(each -> each.addListener(changed));
            }
            showHost();
        });
        pending.standingsProperty().addListener(changed);
        problemsModel.problems().addListener((Observable observable) -> showProblems());
        running.running().addListener((Observable observable) -> showTasks());
        showHost();
        showProblems();
        showTasks();
    }

    @FXML
    private void listProblems() {
        pop(problems, new ProblemRows(problemsModel), Texts.text("problems.title"));
    }

    @FXML
    private void listTasks() {
        pop(tasks, new TaskRows(running), Texts.text("tasks.title"));
    }

    private static void pop(Button from, Region rows, String title) {
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setPrefSize(520, 260);
        Popover popover = new Popover(scroll);
        popover.setTitle(title);
        popover.setHeaderAlwaysVisible(true);
        popover.setDetachable(false);
        popover.setAnimated(false); // while it faded away it would take the next click
        popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_RIGHT);
        popover.show(from);
    }

    private static java.util.List<Observable> observed(HostModel host) {
        return java.util.List.of(host.statusProperty(), host.memoryProperty(), host.stateProperty());
    }

    private void showHost() {
        HostModel now = navigation.hostProperty().get();
        dot.setVisible(now != null);
        memory.setText("");
        if (now == null) {
            host.setText("");
            return;
        }
        switch (now.statusProperty().get()) {
            case HostStatus.Offline() -> show("", Texts.text("status.offline", now.name()));
            case HostStatus.Connecting(String step) -> show("busy", Texts.text("status.connecting", now.name(), step));
            case HostStatus.Failed(var problem) -> show("failed", Texts.text("status.failed", now.name()));
            case HostStatus.Online(var hello) -> {
                long broken = count(now, standing -> standing == PendingModel.Standing.BROKEN);
                long behind = count(now, PendingModel.Standing::waits);
                String step = broken > 0
                        ? Texts.count("status.broken", broken, now.name())
                        : behind > 0
                                ? Texts.count("status.behind", behind, now.name())
                                : Texts.text("status.instep", now.name());
                show(
                        broken > 0 ? "failed" : behind > 0 ? "changed" : "online",
                        Texts.text("status.online", step, hello.agentVersion(), hello.kernel()));
                showMemory(now);
            }
        }
    }

    private long count(HostModel host, Predicate<PendingModel.Standing> which) {
        return host.namespaces().stream().map(pending::standing).filter(which).count();
    }

    private void showMemory(HostModel now) {
        HostState picture = now.stateProperty().get();
        if (picture != null) {
            int lists = picture.lists().size();
            memory.setText(
                    lists == 0
                            ? Texts.text("status.lists.none")
                            : Texts.count(
                                    "status.lists",
                                    lists,
                                    Format.bytes(now.memoryProperty().get())));
        }
    }

    private void show(String state, String text) {
        dot.getStyleClass().setAll("dot", state);
        host.setText(text);
    }

    private void showProblems() {
        int count = problemsModel.problems().size();
        problems.setText(count == 0 ? Texts.text("status.problems.none") : Texts.count("status.problems", count));
        problems.pseudoClassStateChanged(PROBLEM, count > 0);
    }

    private void showTasks() {
        int count = running.running().size();
        tasks.setText(
                count == 0
                        ? Texts.text("status.tasks.none")
                        : count == 1 ? running.running().getFirst().title() : Texts.text("status.tasks", count));
    }
}
