package org.firewright.ui.model;

import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.firewright.compile.CompiledProject;

/** What of the project is not in force yet. */
public final class PendingModel {
    private final ProjectModel project;
    private final HostsModel hosts;
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
    private final ReadOnlyObjectWrapper<Map<String, Standing>> standings =
            new ReadOnlyObjectWrapper<>(this, "standings", Map.of());
    private final Map<NamespaceModel, Runnable> listening = new HashMap<>();

    /** How what is in force in a namespace stands to the project. */
    public enum Standing {
        /** The project wants nothing here. */
        NO_POLICY,
        /** The host has not been asked. */
        UNKNOWN,
        /** The policy has errors and cannot be deployed. */
        BROKEN,
        /** Nothing of ours is there. */
        NOT_DEPLOYED,
        /** Something else is in force than the project says. */
        CHANGED,
        /** Exactly what the project says is in force. */
        IN_STEP;

        /** Whether a push would change something. */
        public boolean waits() {
            return this == CHANGED || this == NOT_DEPLOYED;
        }
    }

    public PendingModel(ProjectModel project, HostsModel hosts) {
        this.project = project;
        this.hosts = hosts;
        project.compiledProperty().subscribe(this::update);
        hosts.hosts().addListener((ListChangeListener<HostModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::listen);
            }
            update();
        });
        hosts.hosts().forEach(this::listen);
    }

    /** Targets whose host is known to enforce something else than the project says, or nothing. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** By {@link NamespaceModel#text}. */
    public ReadOnlyObjectProperty<Map<String, Standing>> standingsProperty() {
        return standings.getReadOnlyProperty();
    }

    /** How this namespace stands. */
    public Standing standing(NamespaceModel namespace) {
        return standings.get().getOrDefault(namespace.text(), Standing.UNKNOWN);
    }

    private void listen(HostModel host) {
        host.namespaces().addListener((ListChangeListener<NamespaceModel>) change -> {
            host.namespaces().forEach(this::listen);
            update();
        });
        host.namespaces().forEach(this::listen);
    }

    private void listen(NamespaceModel namespace) {
        listening.computeIfAbsent(namespace, added -> {
            Runnable update = this::update;
            added.digestProperty().addListener(observable -> update.run());
            added.policyProperty().addListener(observable -> update.run());
            return update;
        });
    }

    private void update() {
        Map<String, Standing> now = new HashMap<>();
        for (HostModel host : hosts.hosts()) {
            for (NamespaceModel namespace : host.namespaces()) {
                now.put(namespace.text(), stand(namespace));
            }
        }
        standings.set(Map.copyOf(now));
        count.set((int) now.values().stream().filter(Standing::waits).count());
    }

    private Standing stand(NamespaceModel namespace) {
        String policy = namespace.policyProperty().get();
        CompiledProject compiled = project.compiledProperty().get();
        if (policy.isEmpty()) {
            return Standing.NO_POLICY;
        }
        var compilation = compiled == null ? null : compiled.policy(policy).orElse(null);
        if (compilation == null) {
            return Standing.UNKNOWN;
        }
        if (!compilation.deployable()) {
            return Standing.BROKEN;
        }
        String inForce = namespace.digestProperty().get();
        if (inForce == null) {
            return Standing.UNKNOWN;
        }
        if (inForce.isEmpty()) {
            return Standing.NOT_DEPLOYED;
        }
        return compilation.ruleset(namespace.name()).digest().equals(inForce) ? Standing.IN_STEP : Standing.CHANGED;
    }
}
