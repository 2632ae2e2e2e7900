package org.firewright.ui.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.ProjectRead;
import org.firewright.ui.Texts;

/** The project that is open: every change can be undone, is compiled in the background, and is saved by itself. */
public final class ProjectModel {
    private static final Duration BEFORE_SAVING = Duration.ofMillis(500);
    private static final Duration BEFORE_ANALYSING = Duration.ofMillis(300);

    private final Tasks tasks;
    private final Disk disk;
    private final History<Project> history = new History<>();
    private final ReadOnlyObjectWrapper<CompiledProject> compiled = new ReadOnlyObjectWrapper<>(this, "compiled");
    private final ReadOnlyObjectWrapper<Problem> saveProblem = new ReadOnlyObjectWrapper<>(this, "saveProblem");
    private final ReadOnlyObjectWrapper<Project> found = new ReadOnlyObjectWrapper<>(this, "unsaved");
    private final UnsavedWork unsaved;
    private final Newest<Kept> keeping;
    private final Newest<Project> compiling;
    private final Newest<Project> saving;
    private final ReadOnlyObjectWrapper<Findings> findings =
            new ReadOnlyObjectWrapper<>(this, "findings", Findings.NONE);
    private Project onDisk;

    /** Where projects are read from and written to. */
    public interface Disk {
        /** Reads a project; every fault is in what is returned. */
        ProjectRead read(Path folderOrFile);

        /** Writes a project whole, or throws and leaves what is there as it is. */
        void write(Project project) throws ProblemException;
    }

    /** What a project's folder holds, and what was kept of it that never came there. */
    private record Opened(Project project, Optional<Project> unsaved) {}

    /** A project that is kept beside its file, or need not be any more as it is safe. */
    private record Kept(Project project, boolean safe) {}

    /**
     * Makes one without a project.
     *
     * @param unsaved where work is kept until it is on disk
     */
    public ProjectModel(
            Threads threads, Tasks tasks, Disk disk, UnsavedWork unsaved, Function<Project, CompiledProject> compiler) {
        this.tasks = tasks;
        this.unsaved = unsaved;
        keeping = new Newest<>(threads, Duration.ZERO, kept -> {
            if (kept.safe) {
                unsaved.forget(kept.project.folder());
            } else {
                unsaved.keep(kept.project);
            }
        });
        this.disk = disk;
        compiling = new Newest<>(threads, Duration.ZERO, project -> {
            CompiledProject result = compiler.apply(project);
            threads.fx().execute(() -> {
                if (isOpen(project)) {
                    compiled.set(result);
                }
            });
        });
        Newest<CompiledProject> analysing = new Newest<>(threads, BEFORE_ANALYSING, project -> {
            Findings now = Findings.of(project);
            threads.fx().execute(() -> {
                if (isOpen(project.project())) {
                    findings.set(now);
                }
            });
        });
        compiled.addListener((observable, before, now) -> {
            if (now == null) {
                findings.set(Findings.NONE);
            } else {
                analysing.offer(now);
            }
        });
        saving = new Newest<>(threads, BEFORE_SAVING, project -> {
            Problem problem = save(project);
            threads.fx().execute(() -> {
                saveProblem.set(problem);
                onDisk = problem == null ? project : onDisk;
                if (project.equals(onDisk)
                        && project.equals(history.valueProperty().get())) {
                    keeping.offer(new Kept(project, true));
                }
            });
        });
        history.valueProperty().addListener((observable, before, now) -> {
            compiling.offer(now);
            // What is about to be written may have been undone since; then it must not be the last that is written.
            if (!now.equals(onDisk) || saving.busy()) {
                keeping.offer(new Kept(now, false));
                saving.offer(now);
            }
        });
    }

    /** Work on the project just opened that never came to disk; null where there is none. */
    public ReadOnlyObjectProperty<Project> unsavedProperty() {
        return found.getReadOnlyProperty();
    }

    /** Takes the unsaved work, as a change that can be undone, or lets go of it. */
    public void decideUnsaved(boolean restore) {
        Project work = found.get();
        found.set(null);
        if (work != null && restore) {
            history.change(Texts.text("edit.restore"), null, work);
        } else if (work != null) {
            keeping.offer(new Kept(work, true));
        }
    }

    /** The project; null before one is open. */
    public ReadOnlyObjectProperty<Project> projectProperty() {
        return history.valueProperty();
    }

    /** What the project comes to; a moment behind it, null before the first. */
    public ReadOnlyObjectProperty<CompiledProject> compiledProperty() {
        return compiled.getReadOnlyProperty();
    }

    /** What all rules together tell of each; a while behind {@link #compiledProperty}. */
    public ReadOnlyObjectProperty<Findings> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /** Why the last change is not on disk; null when all is well. */
    public ReadOnlyObjectProperty<Problem> saveProblemProperty() {
        return saveProblem.getReadOnlyProperty();
    }

    /** All changes since it was opened. */
    public History<Project> history() {
        return history;
    }

    /**
     * Opens a project. Both listeners are called on the JavaFX thread.
     *
     * @param failed is told every fault
     */
    public void open(Path folderOrFile, Runnable opened, Consumer<Problem> failed) {
        tasks.run(
                Texts.text("welcome.open.step", folderOrFile),
                step -> {},
                steps -> {
                    Project read = read(folderOrFile);
                    return new Opened(read, unsaved.of(read));
                },
                now -> {
                    onDisk = now.project;
                    compiled.set(null); // what another project came to, and its problems, say nothing of this one
                    history.reset(now.project);
                    opened.run();
                    found.set(now.unsaved.orElse(null));
                },
                failed);
    }

    private boolean isOpen(Project project) {
        Project now = history.valueProperty().get();
        return now != null && now.folder().equals(project.folder());
    }

    /** Begins a project that is not on disk yet. */
    public void begin(Project project) {
        history.reset(project);
    }

    /** Replaces a policy; see {@link History#change}. */
    public void change(String name, Object burst, Policy policy) {
        history.change(name, burst, projectProperty().get().with(policy));
    }

    /** Compiles anew, since the content of a list has changed on disk. */
    public void readListsAgain() {
        if (projectProperty().get() != null) {
            compiling.offer(projectProperty().get());
        }
    }

    /** Saves at once what is not on disk yet; waits. */
    public void close() {
        saving.end();
        keeping.end();
        Project now = projectProperty().get();
        if (now == null) {
            return;
        }
        if (!now.equals(onDisk)) {
            saveProblem.set(save(now));
        }
        if (saveProblem.get() == null) {
            unsaved.forget(now.folder());
        } else {
            unsaved.keep(now);
        }
    }

    private Project read(Path folderOrFile) throws ProblemException {
        ProjectRead read = disk.read(folderOrFile);
        return read.project()
                .orElseThrow(() -> ProblemException.of(
                        Problem.Kind.REQUEST,
                        read.problems().stream().map(ProjectProblem::text).collect(Collectors.joining("\n")),
                        ""));
    }

    private Problem save(Project project) {
        try {
            disk.write(project);
            return null;
        } catch (ProblemException e) {
            return e.problem();
        }
    }
}
