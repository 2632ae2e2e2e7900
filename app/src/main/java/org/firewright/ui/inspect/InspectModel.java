package org.firewright.ui.inspect;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Stamp;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;

/** A host's last picture, as rows for the Inspect place. */
public final class InspectModel {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final ProjectModel project;
    private final HostsModel hosts;
    private final Navigation navigation;

    public InspectModel(ProjectModel project, HostsModel hosts, Navigation navigation) {
        this.project = project;
        this.hosts = hosts;
        this.navigation = navigation;
    }

    /**
     * A namespace's row.
     *
     * @param rate packets a second that our rules match there, live
     */
    public record NamespaceRow(NamespaceState state, ObservableValue<Number> rate, String deployed) {}

    /** A map's row; every map stands once, whatever the number of its users. */
    public record MapRow(String list, MapState map, String users) {}

    /** The chosen host; null where none is. */
    public ObservableValue<HostModel> host() {
        return navigation.hostProperty();
    }

    /** The chosen namespace's name; empty where a whole host is chosen. */
    public String namespace() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        return namespace == null ? "" : namespace.name();
    }

    /** Connects the chosen host. */
    public void connect() {
        hosts.connect(navigation.hostProperty().get());
    }

    /** Takes a fresh picture of the chosen host. */
    public void refresh() {
        hosts.refresh(navigation.hostProperty().get());
    }

    /** The namespaces of a picture. */
    public List<NamespaceRow> namespaces(HostModel host, HostState picture) {
        return picture.namespaces().stream()
                .map(state -> new NamespaceRow(
                        state, host.namespace(state.name()).orElseThrow().rateProperty(), deployed(state)))
                .toList();
    }

    /** The maps of a picture. */
    public List<MapRow> maps(HostState picture) {
        return picture.lists().stream()
                .flatMap(list -> list.maps().stream()
                        .map(map -> new MapRow(name(list), map, String.join(", ", list.namespaces()))))
                .toList();
    }

    private String name(ListState list) {
        CompiledProject compiled = project.compiledProperty().get();
        return Optional.ofNullable(compiled).map(CompiledProject::lists).orElse(List.of()).stream()
                .filter(known -> known.file().digest().startsWith(list.digest()))
                .map(ProjectList::name)
                .findFirst()
                .orElse(list.digest());
    }

    private static String deployed(NamespaceState state) {
        Stamp stamp = state.deployed();
        String ours = stamp == null
                ? Texts.text("inspect.nothing")
                : Texts.text(
                        "inspect.stamp", stamp.policy(), LOCAL.format(Instant.ofEpochMilli(stamp.at())), stamp.by());
        return state.others().isEmpty()
                ? ours
                : ours + " " + Texts.text("inspect.others", String.join(", ", state.others()));
    }
}
