package org.firewright.ui.lists;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
import org.firewright.iplist.ListDifference;
import org.firewright.iplist.ListFetcher;
import org.firewright.iplist.ListFormat;
import org.firewright.iplist.ListReader;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListHolding;
import org.firewright.policy.ListSource;
import org.firewright.policy.Names;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.History;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.parts.Format;

/** New content for a list: read in the background, shown with what is bad and what changes, and only then used. */
public final class ImportModel {
    private static final Duration REFRESH = Duration.ofHours(24);

    private final Tasks tasks;
    private final ProjectModel project;
    private final ListsModel lists;
    private final ListFetcher fetcher;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper(this, "step", "");
    private final ReadOnlyObjectWrapper<ImportPreview> preview = new ReadOnlyObjectWrapper<>(this, "preview");
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private AtomicBoolean cancelled = new AtomicBoolean();
    private boolean named;

    /**
     * Makes one.
     *
     * @param fetcher whose copies the project's lists are read from
     */
    public ImportModel(Tasks tasks, ProjectModel project, ListsModel lists, ListFetcher fetcher) {
        this.fetcher = fetcher;
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
        ListFormat format = format(before, source);
        tasks.run(
                Texts.text("lists.import.task", source.text()),
                text -> say(unwanted, text),
                steps -> {
                    steps.accept(Texts.text("lists.import.loading"));
                    byte[] content = load(source);
                    steps.accept(Texts.text("lists.import.reading", Format.bytes(content.length)));
                    AddressList read = read(source, content, format);
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
                            before.map(old -> ListDifference.between(old.ranges(), read.ranges())));
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
                    ListDefinition definition = definition(before, list, known, shown.source());
                    return switch (definition.source()) {
                        case ListSource.File(Path path, int column) ->
                            write(definition, before.folder().resolve(path), shown.content());
                        case ListSource.Url url -> {
                            fetcher.fetch(url.address(), Duration.ZERO);
                            yield new Used(definition, History.Effect.NONE);
                        }
                        case ListSource.Folder ignored -> throw new IllegalStateException("made a file above");
                        case ListSource.Combination ignored -> throw new IllegalStateException("made a file above");
                    };
                },
                written -> {
                    busy.set(false);
                    boolean changed = !known.equals(Optional.of(written.definition))
                            || !written.effect.equals(History.Effect.NONE);
                    if (changed) {
                        project.history()
                                .change(
                                        Texts.text(
                                                known.isPresent() ? "lists.edit.replace" : "lists.edit.add",
                                                "$" + list),
                                        ListEdits.with(project.projectProperty().get(), written.definition),
                                        written.effect);
                    }
                    project.readListsAgain();
                    used.run();
                },
                why -> {
                    busy.set(false);
                    problem.set(why);
                });
    }

    /** A list as the project has it from now on, and what taking that back must put back. */
    private record Used(ListDefinition definition, History.Effect effect) {}

    private Used write(ListDefinition definition, Path file, byte[] content) throws ProblemException {
        Optional<byte[]> old = ListFiles.now(file);
        ListFiles.put(file, Optional.of(content));
        return new Used(definition, new Written(file, old, Optional.of(content)));
    }

    /** A list from the web stays one, a file stays its file; whatever else it was becomes a file. */
    private static ListDefinition definition(
            Project project, String list, Optional<ListDefinition> known, ImportSource source) {
        if (source instanceof ImportSource.OfUrl(URI url)) {
            return known.filter(each -> isAt(each, url))
                    .orElseGet(() -> new ListDefinition(
                            list, new ListSource.Url(url, REFRESH, ListSource.NO_COLUMN), holding(known)));
        }
        return known.filter(each -> each.source() instanceof ListSource.File)
                .orElseGet(() -> new ListDefinition(
                        list, new ListSource.File(newFile(project, list), ListSource.NO_COLUMN), holding(known)));
    }

    private static ListHolding holding(Optional<ListDefinition> known) {
        return known.map(ListDefinition::holding).orElse(ListHolding.CHOSEN);
    }

    private static boolean isAt(ListDefinition definition, URI url) {
        return definition.source() instanceof ListSource.Url known
                && known.address().equals(url);
    }

    /** As the list that gets the content will be read. */
    private static ListFormat format(Optional<ListEntry> list, ImportSource source) {
        int column = list.map(ListEntry::definition)
                .map(known -> switch (known.source()) {
                    case ListSource.File file when !(source instanceof ImportSource.OfUrl) -> file.column();
                    case ListSource.Url url
                    when source instanceof ImportSource.OfUrl(URI at) && isAt(known, at) -> url.column();
                    default -> ListSource.NO_COLUMN;
                })
                .orElse(ListSource.NO_COLUMN);
        return new ListFormat(column);
    }

    /** What of a list's file was replaced: put back in the background, and the list read again then. */
    private final class Written implements History.Effect {
        private final Path file;
        private final Optional<byte[]> before;
        private final Optional<byte[]> after;

        Written(Path file, Optional<byte[]> before, Optional<byte[]> after) {
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

    private byte[] load(ImportSource source) throws ProblemException {
        return switch (source) {
            case ImportSource.OfFile(Path file) -> ListFiles.read(file);
            case ImportSource.OfText(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case ImportSource.OfUrl(URI url) -> looked(url);
        };
    }

    /** What the server has now, without touching the copy that is in use. */
    private byte[] looked(URI url) throws ProblemException {
        try {
            Path folder = Files.createTempDirectory("firewright-look");
            try {
                Path copy = fetcher.into(folder).fetch(url, Duration.ZERO).file();
                byte[] content = ListFiles.read(copy);
                Files.delete(copy);
                return content;
            } finally {
                try (Stream<Path> left = Files.list(folder)) {
                    for (Path file : left.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw ProblemException.of(
                    Problem.Kind.PERMISSION,
                    "What " + url + " has cannot be kept: " + e.getMessage() + ".",
                    "Check that the folder for temporary files may be written to, and that there is room.");
        }
    }

    private static AddressList read(ImportSource source, byte[] content, ListFormat format) throws ProblemException {
        try {
            return ListReader.read(source.text(), new ByteArrayInputStream(content), format);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed.", e);
        }
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
