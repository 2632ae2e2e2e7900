package org.firewright.ui.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.RulesetChange;
import org.firewright.remote.AgentSession;

/** A host: how it stands to us, its namespaces, and the memory that our maps take there. */
public final class HostModel {
    private final String name;
    private final ObservableList<NamespaceModel> namespaces = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<HostStatus> status =
            new ReadOnlyObjectWrapper<>(this, "status", new HostStatus.Offline());
    private final ReadOnlyObjectWrapper<HostState> state = new ReadOnlyObjectWrapper<>(this, "state");
    private final ReadOnlyObjectWrapper<List<Problem>> problems =
            new ReadOnlyObjectWrapper<>(this, "problems", List.of());
    private final ReadOnlyLongWrapper memory = new ReadOnlyLongWrapper(this, "memory");
    private final ReadOnlyLongWrapper lastReport = new ReadOnlyLongWrapper(this, "lastReport");
    private final ReadOnlyObjectWrapper<RulesetChange> lastChange = new ReadOnlyObjectWrapper<>(this, "lastChange");
    private Optional<AgentSession> session = Optional.empty();

    HostModel(String name) {
        this.name = name;
        // Somebody asks for it each time, or those who only listen for its invalidation would hear of one report only.
        lastReport.subscribe(at -> {});
        lastChange.subscribe(change -> {});
    }

    /** As one would say to ssh, or {@code local}. */
    public String name() {
        return name;
    }

    /** Those that the project names and those that the host has, by name. */
    public ObservableList<NamespaceModel> namespaces() {
        return namespaces;
    }

    /** How it stands to us. */
    public ReadOnlyObjectProperty<HostStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The last full picture; null before the first. */
    public ReadOnlyObjectProperty<HostState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What the agent could not read last time. */
    public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /** Bytes that our maps take on the host, each map counted once. */
    public ReadOnlyLongProperty memoryProperty() {
        return memory.getReadOnlyProperty();
    }

    /** When counters last came, by the host's clock; changes after the namespaces have been told. */
    public ReadOnlyLongProperty lastReportProperty() {
        return lastReport.getReadOnlyProperty();
    }

    /** The last change of rules of a namespace here, whoever made it; null before the first. */
    public ReadOnlyObjectProperty<RulesetChange> lastChangeProperty() {
        return lastChange.getReadOnlyProperty();
    }

    /** The connection, while there is one. */
    public Optional<AgentSession> session() {
        return session;
    }

    /** The namespace of this name. */
    public Optional<NamespaceModel> namespace(String namespace) {
        return namespaces.stream().filter(each -> each.name().equals(namespace)).findFirst();
    }

    NamespaceModel ensure(String namespace) {
        return namespace(namespace).orElseGet(() -> {
            NamespaceModel made = new NamespaceModel(name, namespace);
            namespaces.add(made);
            namespaces.sort(Comparator.comparing(NamespaceModel::name));
            return made;
        });
    }

    void status(HostStatus now) {
        status.set(now);
    }

    void online(AgentSession connected) {
        session = Optional.of(connected);
        status.set(new HostStatus.Online(connected.hello()));
    }

    void lost(HostStatus why) {
        session = Optional.empty();
        memory.set(0);
        state.set(null);
        problems.set(List.of());
        namespaces.forEach(NamespaceModel::forget);
        status.set(why);
    }

    void apply(HostState picture) {
        picture.namespaces().stream().map(NamespaceState::name).forEach(this::ensure);
        memory.set(picture.memory());
        state.set(picture);
    }

    void apply(RulesetChange change) {
        lastChange.set(change);
    }

    void apply(Readings.OfHost reading) {
        for (Readings.OfNamespace namespace : reading.namespaces()) {
            ensure(namespace.namespace()).apply(namespace);
        }
        memory.set(reading.memory());
        problems.set(reading.problems());
        lastReport.set(reading.at());
    }
}
