package org.firewright.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.firewright.agent.api.Problem;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.PolicySet;
import org.firewright.policy.ProjectProblem;

/** Everything that is wrong right now, each once, as lines of text. */
public final class ProblemsModel {
    private final ProjectModel project;
    private final HostsModel hosts;
    private final ObservableList<String> problems = FXCollections.observableArrayList();

    public ProblemsModel(ProjectModel project, HostsModel hosts) {
        this.project = project;
        this.hosts = hosts;
        project.compiledProperty().addListener((Observable observable) -> update());
        project.findingsProperty().addListener((Observable observable) -> update());
        project.saveProblemProperty().addListener((Observable observable) -> update());
        hosts.hosts().addListener((ListChangeListener<HostModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::listen);
            }
            update();
        });
        hosts.hosts().forEach(this::listen);
    }

    /** The project's first, then those of the hosts. */
    public ObservableList<String> problems() {
        return problems;
    }

    private void listen(HostModel host) {
        host.statusProperty().addListener((Observable observable) -> update());
        host.problemsProperty().addListener((Observable observable) -> update());
    }

    private void update() {
        List<String> now = new ArrayList<>();
        if (project.saveProblemProperty().get() != null) {
            now.add(project.saveProblemProperty().get().text());
        }
        CompiledProject compiled = project.compiledProperty().get();
        if (compiled != null) {
            Stream.concat(compiled.problems().stream(), project.findingsProperty().get().all().stream())
                    .map(ProjectProblem::text)
                    .forEach(now::add);
        }
        for (HostModel host : hosts.hosts()) {
            if (host.statusProperty().get() instanceof HostStatus.Failed(Problem problem)) {
                now.add(problem.text());
            }
            Unsupported unsupported =
                    Unsupported.of(host.name(), host.statusProperty().get());
            if (compiled != null && !unsupported.lacking().isEmpty()) {
                now.addAll(unsupported.sentences(sets(compiled, host)));
            }
            host.problemsProperty().get().forEach(problem -> now.add(host.name() + ": " + problem.text()));
        }
        if (!now.equals(problems)) {
            problems.setAll(now);
        }
    }

    /** What the project wants on a host. */
    private static List<PolicySet> sets(CompiledProject compiled, HostModel host) {
        return compiled.project().targets().stream()
                .filter(target -> target.host().equals(host.name()))
                .flatMap(target -> compiled.at(target).stream())
                .toList();
    }
}
