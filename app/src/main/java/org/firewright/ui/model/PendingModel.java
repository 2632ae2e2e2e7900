package org.firewright.ui.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Target;

/** What of the project is not in force yet. */
public final class PendingModel {
    private final ProjectModel project;
    private final HostsModel hosts;
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
    private final ReadOnlyObjectWrapper<Map<String, Standing>> standings =
            new ReadOnlyObjectWrapper<>(this, "standings", Map.of());
    private final Newest<Basis> comparing;

    /** By policies, as it takes long and is the same in many namespaces; used by the background alone. */
    private final IdentityHashMap<PolicySet, String> digests = new IdentityHashMap<>();

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

    /** What the standings follow from. */
    private record Basis(CompiledProject compiled, List<Wanted> namespaces) {}

    private record Wanted(String host, String name, List<String> policies, String inForce) {
        Target target() {
            return new Target(host, name, policies, Map.of());
        }
    }

    public PendingModel(Threads threads, ProjectModel project, HostsModel hosts) {
        comparing = new Newest<>(threads, Duration.ZERO, basis -> {
            Map<String, Standing> now = standings(basis);
            threads.fx().execute(() -> {
                if (!now.equals(standings.get())) {
                    standings.set(now);
                }
                count.set((int) now.values().stream().filter(Standing::waits).count());
            });
        });
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
            added.policiesProperty().addListener(observable -> update.run());
            return update;
        });
    }

    private void update() {
        List<Wanted> wanted = new ArrayList<>();
        for (HostModel host : hosts.hosts()) {
            for (NamespaceModel namespace : host.namespaces()) {
                wanted.add(new Wanted(
                        namespace.host(),
                        namespace.name(),
                        namespace.policiesProperty().get(),
                        namespace.digestProperty().get()));
            }
        }
        comparing.offer(new Basis(project.compiledProperty().get(), wanted));
    }

    /** In the background, as the digest of thousands of rules takes longer than a frame may. */
    private Map<String, Standing> standings(Basis basis) {
        Set<PolicySet> current = Collections.newSetFromMap(new IdentityHashMap<>());
        if (basis.compiled != null) {
            current.addAll(basis.compiled.sets().values());
        }
        digests.keySet().removeIf(each -> !current.contains(each));
        Map<String, Standing> now = new HashMap<>();
        basis.namespaces.forEach(wanted -> now.put(wanted.target().text(), stand(basis.compiled, wanted)));
        return Map.copyOf(now);
    }

    private Standing stand(CompiledProject compiled, Wanted wanted) {
        if (wanted.policies.isEmpty()) {
            return Standing.NO_POLICY;
        }
        PolicySet set = compiled == null ? null : compiled.at(wanted.target()).orElse(null);
        if (set == null) {
            return Standing.UNKNOWN;
        }
        if (!set.deployable()) {
            return Standing.BROKEN;
        }
        if (wanted.inForce == null) {
            return Standing.UNKNOWN;
        }
        if (wanted.inForce.isEmpty()) {
            return Standing.NOT_DEPLOYED;
        }
        String digest =
                digests.computeIfAbsent(set, each -> each.ruleset(wanted.name).digest());
        return digest.equals(wanted.inForce) ? Standing.IN_STEP : Standing.CHANGED;
    }
}
