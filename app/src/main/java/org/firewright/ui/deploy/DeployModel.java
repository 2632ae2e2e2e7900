package org.firewright.ui.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.PolicySet;
import org.firewright.deploy.DeployEvent;
import org.firewright.deploy.DeployReport;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Notices;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;

/** The targets of the project, and the push that is under way. */
public final class DeployModel {
    private final Threads threads;
    private final Tasks tasks;
    private final ProjectModel project;
    private final HostsModel hosts;
    private final Push push;
    private final Notices notices;
    private final ObservableList<DeployRow> rows =
            FXCollections.observableArrayList(row -> new Observable[] {row.chosenProperty()});
    private final ObjectProperty<DeployRow> shown = new SimpleObjectProperty<>(this, "shown");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private AtomicBoolean cancelled = new AtomicBoolean();

    public DeployModel(
            Threads threads, Tasks tasks, ProjectModel project, HostsModel hosts, Push push, Notices notices) {
        this.threads = threads;
        this.tasks = tasks;
        this.project = project;
        this.hosts = hosts;
        this.push = push;
        this.notices = notices;
        project.projectProperty().addListener((observable, before, now) -> showTargets(now));
        if (project.projectProperty().get() != null) {
            showTargets(project.projectProperty().get());
        }
    }

    /** One for each target of the project, in its order. */
    public ObservableList<DeployRow> rows() {
        return rows;
    }

    /** The row whose change is shown; null where none is. */
    public ObjectProperty<DeployRow> shownProperty() {
        return shown;
    }

    /** Whether a push is under way. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Why nothing could be pushed at all; null otherwise. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether no target is chosen. */
    public BooleanBinding nothingChosen() {
        return Bindings.createBooleanBinding(
                () -> rows.stream().noneMatch(row -> row.chosenProperty().get()), rows);
    }

    /** Chooses this target and no other, and shows it. */
    public void chooseOnly(Target target) {
        for (DeployRow row : rows) {
            row.chosenProperty().set(row.target().equals(target));
            if (row.target().equals(target)) {
                shown.set(row);
            }
        }
    }

    /** Pushes to the chosen targets; nothing happens while a push is under way. */
    public void deployChosen() {
        deploy(rows.stream().filter(row -> row.chosenProperty().get()).toList());
    }

    /** Lets the push stop before its next step. */
    public void cancel() {
        cancelled.set(true);
    }

    private void deploy(List<DeployRow> chosen) {
        CompiledProject compiled = project.compiledProperty().get();
        if (running.get() || chosen.isEmpty() || compiled == null) {
            return;
        }
        problem.set(null);
        List<Target> targets = chosen.stream().map(DeployRow::target).toList();
        List<ProjectProblem> errors = compiled.errors(targets);
        if (!errors.isEmpty()) {
            problem.set(new Problem(
                    Problem.Kind.REQUEST,
                    Place.HOST,
                    errors.getFirst().text(),
                    Texts.count("deploy.errors", errors.size())));
            return;
        }
        Map<String, AgentSession> sessions = new HashMap<>();
        for (Target target : targets) {
            HostModel host = hosts.ensure(target.host());
            host.session().ifPresent(session -> sessions.put(target.host(), session));
            if (host.session().isEmpty()) {
                problem.set(new Problem(
                        Problem.Kind.CONNECTION,
                        Place.HOST,
                        Texts.text("deploy.offline", target.host()),
                        Texts.text("deploy.offline.remedy")));
                return;
            }
        }
        chosen.forEach(row -> row.show(DeployState.IDLE.at(Texts.text("deploy.waiting"), -1)));
        cancelled = new AtomicBoolean();
        AtomicBoolean stop = cancelled;
        running.set(true);
        tasks.run(
                Texts.count("deploy.task", targets.size()),
                this::cancel,
                step -> {},
                steps -> push.run(
                        compiled,
                        targets,
                        sessions,
                        stop::get,
                        event -> threads.fx().execute(() -> show(compiled, chosen, event))),
                report -> {
                    tell(report, targets.size());
                    ended(sessions.keySet());
                },
                why -> {
                    problem.set(why);
                    notices.failed(why);
                    unfinished(chosen).forEach(row -> row.show(row.state().failed(why)));
                    ended(sessions.keySet());
                });
    }

    private void tell(DeployReport report, int targets) {
        if (report.failed().isEmpty() && report.committed().size() == targets) {
            notices.done(Texts.count(
                    "deploy.notice",
                    targets,
                    report.committed().getFirst().target().text()));
        } else if (!report.failed().isEmpty()) {
            notices.failed(report.failed().getFirst().problem());
        } else {
            notices.done(Texts.text("deploy.notice.stopped", report.committed().size(), targets));
        }
    }

    private void ended(Set<String> touched) {
        running.set(false);
        touched.forEach(host -> hosts.refresh(hosts.ensure(host)));
    }

    private static List<DeployRow> unfinished(List<DeployRow> rows) {
        return rows.stream()
                .filter(row -> row.state().phase() == DeployState.Phase.RUNNING)
                .toList();
    }

    private void show(CompiledProject compiled, List<DeployRow> chosen, DeployEvent event) {
        switch (event) {
            case DeployEvent.Step step ->
                unfinished(ofHost(chosen, step.host()))
                        .forEach(row -> row.show(row.state()
                                .at(step.step(), step.total() > 0 ? (double) step.done() / step.total() : -1)));
            case DeployEvent.Prepared prepared -> showLists(compiled, ofHost(chosen, prepared.host()), prepared);
            case DeployEvent.Committed committed ->
                row(chosen, committed.target())
                        .forEach(row -> row.show(row.state()
                                .done(
                                        committed.commit().changed()
                                                ? Texts.text(
                                                        "deploy.done",
                                                        committed.commit().milliseconds())
                                                : Texts.text("deploy.instep"))));
            case DeployEvent.Failed failed ->
                row(chosen, failed.target()).forEach(row -> {
                    row.show(row.state().failed(failed.problem()));
                    shown.set(row);
                });
        }
    }

    private static List<DeployRow> ofHost(List<DeployRow> rows, String host) {
        return rows.stream().filter(row -> row.target().host().equals(host)).toList();
    }

    private static List<DeployRow> row(List<DeployRow> rows, Target target) {
        return rows.stream().filter(row -> row.target().equals(target)).toList();
    }

    /** A list that was loaded stands, with its memory, at the first target that uses it; it is shared by the others. */
    private static void showLists(CompiledProject compiled, List<DeployRow> rows, DeployEvent.Prepared prepared) {
        Set<String> told = new HashSet<>();
        for (DeployRow row : rows) {
            Set<String> used = compiled.at(row.target()).map(PolicySet::lists).orElse(List.of()).stream()
                    .map(ListContent::digest)
                    .collect(Collectors.toSet());
            long memory = 0;
            List<String> loaded = new ArrayList<>();
            List<String> shared = new ArrayList<>();
            for (PreparedList list : prepared.lists()) {
                if (used.contains(list.digest())) {
                    boolean loadedHere = told.add(list.digest()) && list.loaded();
                    memory += loadedHere ? list.memory() : 0;
                    (loadedHere ? loaded : shared).add(words(compiled, list, loadedHere));
                }
            }
            row.show(row.state().prepared(words(loaded, shared), memory, Texts.text("deploy.prepared")));
        }
    }

    private static String words(CompiledProject compiled, PreparedList list, boolean loadedHere) {
        return compiled.list(list.name())
                .filter(read -> loadedHere)
                .map(read -> Texts.text(
                        "deploy.list.entries", list.name(), read.read().entries()))
                .orElse("$" + list.name());
    }

    private static String words(List<String> loaded, List<String> shared) {
        List<String> parts = new ArrayList<>();
        if (!loaded.isEmpty()) {
            parts.add(Texts.text("deploy.lists.loaded", String.join(", ", loaded)));
        }
        if (!shared.isEmpty()) {
            parts.add(Texts.text("deploy.lists.shared", String.join(", ", shared)));
        }
        return parts.isEmpty() ? Texts.text("deploy.lists.none") : String.join(" · ", parts);
    }

    private void showTargets(Project now) {
        List<Target> targets = now == null ? List.of() : now.targets();
        Map<Target, DeployRow> known = rows.stream().collect(Collectors.toMap(DeployRow::target, row -> row));
        DeployRow before = shown.get();
        rows.setAll(targets.stream()
                .map(target -> known.getOrDefault(target, new DeployRow(target)))
                .toList());
        shown.set(rows.contains(before) ? before : rows.isEmpty() ? null : rows.getFirst());
    }
}
