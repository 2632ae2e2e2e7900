package org.firewright.ui.lists;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.ListFetcher;
import org.firewright.iplist.ListFormat;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListSource;
import org.firewright.policy.Names;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.History;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;

/** New content for a list: read in the background, shown with what is bad and what changes, and only then used. */
public final class ImportModel extends ListWork {
    private final Threads threads;
    private final Tasks tasks;
    private final ProjectModel project;
    private final ListsModel lists;
    private final ListFetcher fetcher;
    private final ListContents contents = new ListContents();
    private final ImportReader reader;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyObjectWrapper<ImportPreview> preview = new ReadOnlyObjectWrapper<>(this, "preview");
    private final ObservableList<ImportSource> waiting = FXCollections.observableArrayList();
    private final ObservableList<ImportSource> waitingSeen = FXCollections.unmodifiableObservableList(waiting);
    private Reading reading = new Reading();
    private boolean named;

    /** What is going on in the background; what becomes of it is passed over once it is not wanted any more. */
    private static final class Reading {
        private Tasks.Running task;
        private boolean unwanted;
    }

    /**
     * Makes one.
     *
     * @param fetcher whose copies the project's lists are read from
     */
    public ImportModel(Threads threads, Tasks tasks, ProjectModel project, ListsModel lists, ListFetcher fetcher) {
        this.threads = threads;
        this.fetcher = fetcher;
        this.reader = new ImportReader(fetcher, contents);
        this.tasks = tasks;
        this.project = project;
        this.lists = lists;
    }

    /** The list's name without the dollar sign; one that exists gets new content. */
    public StringProperty nameProperty() {
        return name;
    }

    /** What is being done. */
    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** The new content; null before there is any. */
    public ReadOnlyObjectProperty<ImportPreview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** What is looked at when this is done with, in order. */
    public ObservableList<ImportSource> waiting() {
        return waitingSeen;
    }

    /** Begins anew: for a list of this name, or, for an empty name, for a new list. Nothing waits any more. */
    public void begin(String list) {
        waiting.clear();
        another(list);
    }

    /** The same, while what waits goes on waiting. */
    void another(String list) {
        cancel();
        forget();
        problem.set(null);
        name.set(list);
        named = !list.isEmpty();
    }

    /** Reads the list's source again: its address in the web, or else its file. */
    public void refresh() {
        Path folder = project.projectProperty().get().folder();
        existing().ifPresent(list -> {
            switch (list.definition().source()) {
                case ListSource.File(Path path, int column) -> take(new ImportSource.OfFile(folder.resolve(path)));
                case ListSource.Url url -> take(new ImportSource.OfUrl(url.address()));
                case ListSource.Folder ignored -> follows(list);
                case ListSource.Combination ignored -> follows(list);
            }
        });
    }

    private void follows(ListEntry list) {
        project.readListsAgain();
        problem.set(new Problem(
                Problem.Kind.REQUEST,
                Place.HOST,
                Texts.text("lists.refresh.follows", list.name(), list.source()),
                Texts.text("lists.refresh.follows.remedy")));
    }

    /** Reads what was typed: an address in the web, or a file. */
    public void takePlace(String typed) {
        Optional<URI> url = WebAddress.of(typed);
        if (url.isPresent()) {
            take(new ImportSource.OfUrl(url.get()));
            return;
        }
        try {
            take(new ImportSource.OfFile(Path.of(typed.strip())));
        } catch (InvalidPathException e) {
            problem.set(new Problem(
                    Problem.Kind.REQUEST,
                    Place.HOST,
                    Texts.text("lists.export.path", typed),
                    Texts.text("lists.export.path.remedy")));
        }
    }

    /** Stops what is under way; what was shown before stays. */
    @Override
    public void cancel() {
        reading.unwanted = true;
        if (reading.task != null) {
            reading.task.cancel();
        }
        busy.set(false);
    }

    private Reading start() {
        cancel();
        reading = new Reading();
        problem.set(null);
        progress.set(UNKNOWN);
        busy.set(true);
        return reading;
    }

    /** Lets go of content that was shown and not used. */
    private void forget() {
        ImportPreview shown = preview.get();
        preview.set(null);
        if (shown != null) {
            drop(shown);
        }
    }

    private void drop(ImportPreview unused) {
        threads.background().execute(() -> {
            try {
                contents.drop(unused.content());
            } catch (ProblemException e) {
                threads.fx().execute(() -> problem.set(e.problem()));
            }
        });
    }

    /** Reads the first of several and shows it; the others wait, and each becomes a list of its own. */
    public void takeAll(List<ImportSource> sources) {
        waiting.setAll(sources.subList(1, sources.size()));
        take(sources.getFirst());
    }

    /** Goes on to what waits; false where nothing does. */
    boolean takeNext() {
        if (waiting.isEmpty()) {
            return false;
        }
        another("");
        take(waiting.removeFirst());
        return true;
    }

    /** Reads new content and shows it. */
    public void take(ImportSource source) {
        Reading now = start();
        forget();
        if (!named) {
            ImportTarget.name(source).ifPresent(name::set);
        }
        Optional<ListEntry> before = existing();
        ListFormat format = ImportTarget.format(before.map(ListEntry::definition), source);
        now.task = tasks.run(
                Texts.text("lists.import.task", source.text()),
                text -> say(now, text),
                steps -> reader.read(
                        source,
                        format,
                        before.map(ListEntry::ranges),
                        steps,
                        part -> threads.fx().execute(() -> tell(now, part))),
                made -> {
                    if (now.unwanted) {
                        drop(made);
                    } else {
                        end(now, () -> preview.set(made));
                    }
                },
                why -> end(now, () -> problem.set(why)));
    }

    /** Why the name cannot be used; empty where it can. */
    public String nameFault() {
        String wanted = name.get();
        return Names.isList(wanted) ? "" : Texts.text("lists.name.fault");
    }

    /** Whether the name is that of a list that is there already. */
    public Optional<ListEntry> existing() {
        return lists.entry(name.get());
    }

    /** Writes the content that is shown to the list's file, and a new list into the project. */
    public void use(Runnable used) {
        ImportPreview shown = preview.get();
        Project before = project.projectProperty().get();
        if (shown == null || busy.get() || !nameFault().isEmpty() || before == null) {
            return;
        }
        Reading now = start();
        String list = name.get();
        Optional<ListDefinition> known = existing().map(ListEntry::definition);
        // Half a file is none, so that this is not broken off once it has begun.
        tasks.run(
                Texts.text("lists.import.writing", "$" + list),
                () -> {},
                text -> say(now, text),
                steps -> {
                    steps.accept(Texts.text("lists.import.writing", "$" + list));
                    return write(before, ImportTarget.definition(before, list, known, shown.source()), shown.content());
                },
                written -> {
                    busy.set(false);
                    preview.set(null); // its content belongs to the history now
                    remember(list, known, written);
                    used.run();
                },
                why -> {
                    busy.set(false);
                    problem.set(why);
                });
    }

    private void remember(String list, Optional<ListDefinition> known, Used written) {
        if (!known.equals(Optional.of(written.definition)) || !written.effect.equals(History.Effect.NONE)) {
            project.history()
                    .change(
                            Texts.text(known.isPresent() ? "lists.edit.replace" : "lists.edit.add", "$" + list),
                            ListEdits.with(project.projectProperty().get(), written.definition),
                            written.effect);
        }
        project.readListsAgain();
    }

    /** A list as the project has it from now on, and what taking that back must put back. */
    private record Used(ListDefinition definition, History.Effect effect) {}

    private Used write(Project before, ListDefinition definition, Path content) throws ProblemException {
        return switch (definition.source()) {
            case ListSource.File(Path path, int column) -> {
                Path file = before.folder().resolve(path);
                Optional<Path> old = contents.keep(file);
                ListFiles.put(file, Optional.of(content));
                yield new Used(
                        definition,
                        new ContentChange(
                                tasks, file, old, Optional.of(content), project::readListsAgain, problem::set));
            }
            case ListSource.Url url -> {
                fetcher.adopt(url.address(), content);
                yield new Used(definition, History.Effect.NONE);
            }
            case ListSource.Folder ignored -> throw new IllegalStateException("a folder gets no content");
            case ListSource.Combination ignored -> throw new IllegalStateException("a combination gets no content");
        };
    }

    private void say(Reading now, String text) {
        if (!now.unwanted) {
            step.set(text);
        }
    }

    private void tell(Reading now, double part) {
        if (!now.unwanted) {
            progress.set(part);
        }
    }

    private void end(Reading now, Runnable then) {
        now.task = null;
        if (!now.unwanted) {
            busy.set(false);
            then.run();
        }
    }
}
