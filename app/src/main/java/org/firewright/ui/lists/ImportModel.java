package org.firewright.ui.lists;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.ListReader;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.Names;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.History;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.parts.Format;

/** New content for a list: read in the background, shown with what is bad and what changes, and only then used. */
public final class ImportModel {
    private final Tasks tasks;
    private final ProjectModel project;
    private final ListsModel lists;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyObjectWrapper<ImportPreview> preview = new ReadOnlyObjectWrapper<>(this, "preview");
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private AtomicBoolean cancelled = new AtomicBoolean();
    private boolean named;

    public ImportModel(Tasks tasks, ProjectModel project, ListsModel lists) {
        this.tasks = tasks;
        this.project = project;
        this.lists = lists;
    }

    /** The list's name without the dollar sign; one that exists gets new content. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Whether content is being read or written. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What is being done. */
    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** The new content; null before there is any. */
    public ReadOnlyObjectProperty<ImportPreview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** Why there is no new content; null where there is nothing to tell. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Begins anew: for a list of this name, or, for an empty name, for a new list. */
    public void begin(String list) {
        cancel();
        preview.set(null);
        problem.set(null);
        name.set(list);
        named = !list.isEmpty();
    }

    /** Reads the list's source again: its address in the web, or else its file. */
    public void refresh() {
        Project now = project.projectProperty().get();
        existing()
                .ifPresent(list -> take(list.origin()
                        .<ImportSource>map(ImportSource.OfUrl::new)
                        .orElseGet(() -> new ImportSource.OfFile(list.file(now.folder())))));
    }

    /** Reads what was typed: an address in the web, or a file. */
    public void takePlace(String typed) {
        Optional<URI> url = ListOrigin.url(typed);
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

    /** Lets go of what is being read; what was shown before stays. */
    public void cancel() {
        cancelled.set(true);
        busy.set(false);
    }

    /** Reads new content and shows it. */
    public void take(ImportSource source) {
        cancel();
        cancelled = new AtomicBoolean();
        AtomicBoolean unwanted = cancelled;
        problem.set(null);
        preview.set(null);
        busy.set(true);
        if (!named) {
            name.set(suggestedName(source));
        }
        Optional<ListEntry> before = existing();
        tasks.run(
                Texts.text("lists.import.task", source.text()),
                text -> say(unwanted, text),
                steps -> {
                    byte[] content = load(source, steps, unwanted);
                    steps.accept(Texts.text("lists.import.reading", Format.bytes(content.length)));
                    AddressList read = ListReader.parse(source.text(), content);
                    if (read.ranges().count() == 0) {
                        throw nothing(source, read);
                    }
                    steps.accept(Texts.text(
                            "lists.import.comparing",
                            Format.number(read.ranges().count())));
                    return new ImportPreview(
                            source,
                            content,
                            read,
                            before.map(old -> RangesDifference.between(old.ranges(), read.ranges())));
                },
                made -> end(unwanted, () -> preview.set(made)),
                why -> end(unwanted, () -> problem.set(why)));
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
        cancelled = new AtomicBoolean();
        AtomicBoolean unwanted = cancelled;
        busy.set(true);
        String list = name.get();
        Optional<ListDefinition> known = existing().map(ListEntry::definition);
        tasks.run(
                Texts.text("lists.import.writing", "$" + list),
                text -> say(unwanted, text),
                steps -> {
                    steps.accept(Texts.text("lists.import.writing", "$" + list));
                    ListDefinition definition = known.orElseGet(() -> new ListDefinition(list, newFile(before, list)));
                    Path file = before.folder().resolve(definition.source());
                    Optional<byte[]> old = ListFiles.now(file);
                    ListFiles.put(file, Optional.of(shown.content()));
                    return new Written(definition, file, old, Optional.of(shown.content()));
                },
                written -> {
                    busy.set(false);
                    project.history()
                            .change(
                                    Texts.text(known.isPresent() ? "lists.edit.replace" : "lists.edit.add", "$" + list),
                                    ListEdits.with(project.projectProperty().get(), written.definition),
                                    written);
                    project.readListsAgain();
                    used.run();
                },
                why -> {
                    busy.set(false);
                    problem.set(why);
                });
    }

    /** What of a list's file was replaced: put back in the background, and the list read again then. */
    private final class Written implements History.Effect {
        private final ListDefinition definition;
        private final Path file;
        private final Optional<byte[]> before;
        private final Optional<byte[]> after;

        Written(ListDefinition definition, Path file, Optional<byte[]> before, Optional<byte[]> after) {
            this.definition = definition;
            this.file = file;
            this.before = before;
            this.after = after;
        }

        @Override
        public void undo() {
            put(before);
        }

        @Override
        public void redo() {
            put(after);
        }

        private void put(Optional<byte[]> content) {
            tasks.run(
                    Texts.text("lists.import.writing", file),
                    text -> {},
                    steps -> {
                        ListFiles.put(file, content);
                        return content;
                    },
                    done -> project.readListsAgain(),
                    problem::set);
        }
    }

    private static byte[] load(ImportSource source, Consumer<String> steps, AtomicBoolean unwanted)
            throws ProblemException {
        steps.accept(Texts.text("lists.import.loading"));
        return switch (source) {
            case ImportSource.OfFile(Path file) -> WebText.unpacked(ListFiles.read(file), source.text());
            case ImportSource.OfText(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case ImportSource.OfUrl(URI url) -> {
                byte[] fetched = WebText.fetch(
                        url,
                        bytes -> steps.accept(Texts.text("lists.import.fetching", Format.bytes(bytes))),
                        unwanted::get);
                yield ListOrigin.marked(url, WebText.unpacked(fetched, source.text()));
            }
        };
    }

    private static ProblemException nothing(ImportSource source, AddressList read) {
        String why = read.badLines().isEmpty()
                ? ""
                : Texts.text(
                        "lists.import.firstbad",
                        read.badLines().getFirst().number(),
                        read.badLines().getFirst().reason());
        return ProblemException.of(
                Problem.Kind.CONTENT,
                Texts.text("lists.import.nothing", source.text()) + why,
                Texts.text("lists.import.nothing.remedy"));
    }

    private String suggestedName(ImportSource source) {
        String from = switch (source) {
            case ImportSource.OfFile(Path file) -> file.getFileName().toString();
            case ImportSource.OfText _ -> "";
            case ImportSource.OfUrl url ->
                Optional.ofNullable(url.url().getPath())
                        .map(path -> path.replaceAll(".*/", ""))
                        .orElse("");
        };
        String plain = from.toLowerCase(Locale.ROOT)
                .replaceAll("(\\.(txt|csv|list|netset|ipset|gz))+$", "")
                .replaceAll("[^a-z0-9_.]+", "_")
                .replaceAll("^[._]+|[._]+$", "");
        return Names.isList(plain) ? plain : name.get();
    }

    private static Path newFile(Project project, String list) {
        Path file = Path.of("lists", list + ".txt");
        for (int number = 2; Files.exists(project.folder().resolve(file)); number++) {
            file = Path.of("lists", list + "-" + number + ".txt");
        }
        return file;
    }

    private void say(AtomicBoolean unwanted, String text) {
        if (!unwanted.get()) {
            step.set(text);
        }
    }

    private void end(AtomicBoolean unwanted, Runnable then) {
        if (!unwanted.get()) {
            busy.set(false);
            then.run();
        }
    }
}
