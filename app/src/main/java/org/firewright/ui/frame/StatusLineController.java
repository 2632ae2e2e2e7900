package org.firewright.ui.frame;

import java.util.List;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.firewright.agent.api.HostState;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProblemsModel;
import org.firewright.ui.model.SetMemory;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.parts.Format;

/** The chosen host in a line, the memory of its lists, problems, and what runs. */
public final class StatusLineController {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final Navigation navigation;
    private final PendingModel pending;
    private final ProblemsModel problemsModel;
    private final Tasks running;
    private final SetMemory setMemory;
    private final InvalidationListener changed = observable -> showHost();

    @FXML
    private Region dot;

    @FXML
    private Label host;

    @FXML
    private Label memory;

    @FXML
    private Label sets;

    @FXML
    private Button problems;

    @FXML
    private Button tasks;

    public StatusLineController(
            Navigation navigation,
            PendingModel pending,
            ProblemsModel problemsModel,
            Tasks running,
            SetMemory setMemory) {
        this.navigation = navigation;
        this.pending = pending;
        this.problemsModel = problemsModel;
        this.running = running;
        this.setMemory = setMemory;
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
        setMemory.sizesProperty().addListener(changed);
        sets.managedProperty().bind(sets.textProperty().isNotEmpty());
        problemsModel.problems().addListener((Observable observable) -> showProblems());
        running.running().addListener((Observable observable) -> showTasks());
        showHost();
        showProblems();
        showTasks();
    }

    @FXML
    private void listProblems() {
        StatusBox.show(problems, new ProblemRows(problemsModel), navigation.boxHeightProperty());
    }

    @FXML
    private void listTasks() {
        StatusBox.show(tasks, new TaskRows(running), navigation.boxHeightProperty());
    }

    private static List<Observable> observed(HostModel host) {
        return List.of(host.statusProperty(), host.memoryProperty(), host.stateProperty());
    }

    private void showHost() {
        HostModel now = navigation.hostProperty().get();
        dot.setVisible(now != null);
        memory.setText("");
        sets.setText("");
        if (now == null) {
            host.setText("");
            return;
        }
        switch (now.statusProperty().get()) {
            case HostStatus.Offline() -> show("", Texts.text("status.offline", now.name()));
            case HostStatus.Connecting(String step) -> show("busy", Texts.text("status.connecting", now.name(), step));
            case HostStatus.Failed(var problem) -> show("failed", Texts.text("status.failed", now.name()));
            case HostStatus.Online(var hello) -> {
                boolean comparing = count(now, standing -> standing == PendingModel.Standing.UNKNOWN) > 0;
                long broken = count(now, standing -> standing == PendingModel.Standing.BROKEN);
                long behind = count(now, PendingModel.Standing::waits);
                String step = broken > 0
                        ? Texts.count("status.broken", broken, now.name())
                        : behind > 0
                                ? Texts.count("status.behind", behind, now.name())
                                : Texts.text(comparing ? "status.comparing" : "status.instep", now.name());
                show(
                        broken > 0 ? "failed" : behind > 0 ? "changed" : comparing ? "busy" : "online",
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
            if (lists > 0) {
                long users = picture.lists().stream()
                        .flatMap(list -> list.namespaces().stream())
                        .distinct()
                        .count();
                setMemory
                        .bytes(picture)
                        .ifPresent(bytes -> sets.setText(Texts.count("status.sets", users, Format.bytes(bytes))));
            }
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
