package org.firewright.ui.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.iplist.ListDifference;
import org.firewright.iplist.ListFetcher;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListSource;
import org.firewright.policy.Location;
import org.firewright.policy.Project;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.Newest;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.model.Threads;

/** All lists of the project, which of them is chosen, and how hosts stand to them. */
public final class ListsModel {
    /** Digits of a digest that the names of pins carry, and so all that a host tells. */
    private static final int PIN_DIGITS = 16;

    private final Navigation navigation;
    private final HostsModel hosts;
    private final ListFetcher fetcher;
    private final ObservableList<ListEntry> entries = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<ListEntry> chosen = new ReadOnlyObjectWrapper<>(this, "chosen");
    private final ReadOnlyIntegerWrapper hostChanges = new ReadOnlyIntegerWrapper(this, "hostChanges");
    private final Map<String, Forecast> forecasts = new ConcurrentHashMap<>();
    private final Map<String, ProjectList> before = new HashMap<>();
    private final Map<String, LastChange> changes = new HashMap<>();
    private final Newest<CompiledProject> showing;

    /** How the last change of a list's content in this window came out. */
    public record LastChange(Instant at, String digestBefore, ListDifference difference) {}

    private record Looked(List<ListEntry> entries, Map<String, LastChange> changes) {}

    public ListsModel(
            Threads threads, ProjectModel project, HostsModel hosts, Navigation navigation, ListFetcher fetcher) {
        this.fetcher = fetcher;
        this.navigation = navigation;
        this.hosts = hosts;
        showing = new Newest<>(threads, Duration.ZERO, compiled -> {
            Looked looked = look(compiled);
            threads.fx().execute(() -> show(looked));
        });
        project.compiledProperty().subscribe(compiled -> {
            if (compiled != null) {
                showing.offer(compiled);
            }
        });
        navigation.listProperty().subscribe(name -> choose());
        hosts.hosts().addListener((ListChangeListener<HostModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::listen);
            }
        });
        hosts.hosts().forEach(this::listen);
    }

    /** The lists in the project's order, also those that could not be read. */
    public ObservableList<ListEntry> entries() {
        return entries;
    }

    /** The list that is looked at; null where there is none. */
    public ReadOnlyObjectProperty<ListEntry> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Changes whenever {@link #copies} may. */
    public ReadOnlyIntegerProperty hostChangesProperty() {
        return hostChanges.getReadOnlyProperty();
    }

    /** Looks at this list. */
    public void choose(ListEntry entry) {
        navigation.listProperty().set(entry.name());
    }

    /** Looks at the list of this name, as soon as there is one. */
    public void chooseNamed(String name) {
        navigation.listProperty().set(name);
    }

    /** The list of this name. */
    public Optional<ListEntry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** What the list's last change in this window brought. */
    public Optional<LastChange> lastChange(String list) {
        return Optional.ofNullable(changes.get(list));
    }

    /** How hosts stand to a list: those with targets that use it, and those that hold it. */
    public List<HostCopy> copies(ListEntry entry) {
        List<HostCopy> copies = new ArrayList<>();
        for (HostModel host : hosts.hosts()) {
            boolean wanted = entry.use().targets().stream()
                    .anyMatch(target -> target.host().equals(host.name()));
            Optional<ListState> state = state(host, entry.digest());
            if (wanted || state.isPresent()) {
                copies.add(copy(host, entry, state));
            }
        }
        return copies;
    }

    private HostCopy copy(HostModel host, ListEntry entry, Optional<ListState> state) {
        if (state.isPresent()) {
            return new HostCopy(
                    host.name(),
                    HostCopy.Standing.IN_STEP,
                    state.get().maps().stream().mapToLong(MapState::memory).sum(),
                    state.get().maps().stream().anyMatch(MapState::memoryIsLowerBound),
                    state.get().namespaces());
        }
        boolean known = host.statusProperty().get() instanceof HostStatus.Online
                && host.stateProperty().get() != null;
        boolean older = known
                && lastChange(entry.name())
                        .flatMap(change -> state(host, change.digestBefore()))
                        .isPresent();
        HostCopy.Standing standing =
                !known ? HostCopy.Standing.UNKNOWN : older ? HostCopy.Standing.BEHIND : HostCopy.Standing.ABSENT;
        return new HostCopy(host.name(), standing, 0, false, List.of());
    }

    private static Optional<ListState> state(HostModel host, String digest) {
        return host.stateProperty().get() == null || digest.length() < PIN_DIGITS
                ? Optional.empty()
                : host.stateProperty().get().lists().stream()
                        .filter(list -> list.digest().equals(digest.substring(0, PIN_DIGITS)))
                        .findFirst();
    }

    private void listen(HostModel host) {
        InvalidationListener changed = observable -> hostChanges.set(hostChanges.get() + 1);
        host.stateProperty().addListener(changed);
        host.statusProperty().addListener(changed);
    }

    /** Off the JavaFX thread: file times, memory, and what changed since the last look. */
    private Looked look(CompiledProject compiled) {
        Project project = compiled.project();
        Map<String, LastChange> found = new HashMap<>();
        List<ListEntry> seen = new ArrayList<>();
        for (ListDefinition definition : project.lists()) {
            Optional<ProjectList> list = compiled.list(definition.name());
            list.ifPresent(now -> {
                ProjectList old = before.put(now.name(), now);
                if (old != null && !old.file().digest().equals(now.file().digest())) {
                    ListDifference difference = ListDifference.between(
                            old.read().ranges(), now.read().ranges());
                    found.put(
                            now.name(), new LastChange(Instant.now(), old.file().digest(), difference));
                }
            });
            seen.add(new ListEntry(
                    definition,
                    list,
                    list.isPresent() ? "" : problem(compiled, definition.name()),
                    changed(project.folder(), definition.source()),
                    ListUse.of(project, definition.name()),
                    list.map(this::forecast).orElse(new Forecast(0, 0, 0))));
        }
        return new Looked(seen, found);
    }

    private Forecast forecast(ProjectList list) {
        return forecasts.computeIfAbsent(
                list.file().digest(), digest -> Forecast.of(list.read().ranges()));
    }

    private static String problem(CompiledProject compiled, String list) {
        return compiled.problems().stream()
                .filter(problem -> problem.isError()
                        && problem.location() instanceof Location.InList(String name)
                        && name.equals(list))
                .map(problem -> problem.sentence() + (problem.remedy().isEmpty() ? "" : " " + problem.remedy()))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private Optional<Instant> changed(Path folder, ListSource source) {
        return switch (source) {
            case ListSource.File(Path path, int column) -> time(folder.resolve(path));
            case ListSource.Folder(Path path, int column) -> time(folder.resolve(path));
            case ListSource.Url url -> fetcher.held(url.address());
            case ListSource.Combination ignored -> Optional.empty(); // it is as new as its parts
        };
    }

    private static Optional<Instant> time(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty(); // the reader has told already why there is no file
        }
    }

    private void show(Looked looked) {
        changes.putAll(looked.changes());
        if (!entries.equals(looked.entries())) {
            entries.setAll(looked.entries());
        }
        choose();
        hostChanges.set(hostChanges.get() + 1);
    }

    /** The one that is wanted; until it is there, the one that was looked at, as far as that still is. */
    private void choose() {
        ListEntry before = chosen.get();
        chosen.set(entry(navigation.listProperty().get())
                .or(() -> before == null ? Optional.empty() : entry(before.name()))
                .or(() -> entries.stream().findFirst())
                .orElse(null));
    }
}
