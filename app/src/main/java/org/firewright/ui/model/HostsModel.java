package org.firewright.ui.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.WatchRequest;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;
import org.firewright.remote.Connector;
import org.firewright.ui.Texts;

/** Every host that the window knows: those of the project's targets and those that were connected by hand. */
public final class HostsModel implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private final Threads threads;
    private final Tasks tasks;
    private final Connector connector;
    private final Notices notices;
    private final IntSupplier counterSeconds;
    private final FreshPictures pictures;
    private final ObservableList<HostModel> hosts = FXCollections.observableArrayList();
    private boolean closed;

    /**
     * Makes one.
     *
     * @param notices is told of hosts that are lost
     * @param counterSeconds how often counters are read, asked whenever a watch begins
     */
    public HostsModel(Threads threads, Tasks tasks, Connector connector, Notices notices, IntSupplier counterSeconds) {
        this.threads = threads;
        this.tasks = tasks;
        this.connector = connector;
        this.notices = notices;
        this.counterSeconds = counterSeconds;
        this.pictures = new FreshPictures(threads, HostsModel::inspect);
    }

    /** In the order in which they became known. */
    public ObservableList<HostModel> hosts() {
        return hosts;
    }

    /** The host of this name, added where it was not known. */
    public HostModel ensure(String name) {
        return hosts.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    HostModel made = new HostModel(name);
                    hosts.add(made);
                    return made;
                });
    }

    /** Shows a project's targets; hosts that it does not name stay when they are connected. */
    public void show(Project project) {
        Map<String, Map<String, List<String>>> wanted = new HashMap<>();
        for (Target target : project.targets()) {
            List<String> policies =
                    project.policies(target).stream().map(Policy::name).toList();
            wanted.computeIfAbsent(target.host(), host -> new HashMap<>()).put(target.namespace(), policies);
            ensure(target.host()).ensure(target.namespace());
        }
        hosts.removeIf(host ->
                !wanted.containsKey(host.name()) && host.statusProperty().get() instanceof HostStatus.Offline);
        for (HostModel host : hosts) {
            Map<String, List<String>> policies = wanted.getOrDefault(host.name(), Map.of());
            host.namespaces().forEach(namespace -> namespace.wants(policies.getOrDefault(namespace.name(), List.of())));
        }
    }

    /** Connects every host that is offline. */
    public void connectAll() {
        List.copyOf(hosts).stream()
                .filter(host -> host.statusProperty().get() instanceof HostStatus.Offline)
                .forEach(this::connect);
    }

    /** Reaches the host of this name, which somebody has just typed: where that fails, a notice says so. */
    public void connect(String name) {
        connect(ensure(name), notices::failed);
    }

    /** Reaches a host and begins to watch it; nothing happens while it is connected or on the way. */
    public void connect(HostModel host) {
        connect(host, problem -> {});
    }

    private void connect(HostModel host, Consumer<Problem> failed) {
        if (host.statusProperty().get() instanceof HostStatus.Online
                || host.statusProperty().get() instanceof HostStatus.Connecting) {
            return;
        }
        host.status(new HostStatus.Connecting(""));
        Consumer<String> steps = step -> host.status(new HostStatus.Connecting(step));
        tasks.run(
                Texts.text("status.connect", host.name()),
                steps,
                told -> greet(host, told),
                greeting -> online(host, greeting),
                problem -> {
                    host.lost(new HostStatus.Failed(problem));
                    failed.accept(problem);
                });
    }

    /** Takes a fresh full picture of a host that is online. */
    public void refresh(HostModel host) {
        host.session()
                .ifPresent(session -> tasks.run(
                        Texts.text("status.inspect", host.name()),
                        step -> {},
                        told -> inspect(session),
                        picture -> {
                            if (host.session().filter(session::equals).isPresent()) {
                                watch(host, session, picture);
                            }
                        },
                        problem -> ended(host, session, problem)));
    }

    /** Lets every host go. */
    public void disconnectAll() {
        for (HostModel host : hosts) {
            host.session().ifPresent(session -> threads.background().execute(session::close));
        }
    }

    /** Ends every connection; returns when the agents have been told. */
    @Override
    public void close() {
        closed = true;
        hosts.forEach(host -> host.session().ifPresent(AgentSession::close));
    }

    private record Greeting(AgentSession session, HostState picture) {}

    private Greeting greet(HostModel host, Consumer<String> steps) throws ProblemException {
        AgentSession session = connector.connect(host.name(), steps);
        try {
            Readings readings = new Readings();
            session.onCounters(report -> {
                Readings.OfHost reading = readings.add(report);
                threads.fx().execute(() -> {
                    if (host.session().filter(session::equals).isPresent()) {
                        host.apply(reading);
                    }
                });
            });
            session.onChanges(change -> threads.fx().execute(() -> {
                if (host.session().filter(session::equals).isPresent()) {
                    host.apply(change);
                    pictures.takeSoon(host, session);
                }
            }));
            return new Greeting(session, inspect(session));
        } catch (ProblemException e) {
            session.close();
            throw e;
        }
    }

    private static HostState inspect(AgentSession session) throws ProblemException {
        return session.ask(agent -> agent.inspect(new InspectRequest(List.of(), true)), PATIENCE);
    }

    private void online(HostModel host, Greeting greeting) {
        if (closed) {
            threads.background().execute(greeting.session()::close);
            return;
        }
        host.online(greeting.session());
        watch(host, greeting.session(), greeting.picture());
        AgentSession session = greeting.session();
        var _ = session.ended()
                .whenCompleteAsync(
                        (nothing, failure) -> ended(host, session, failure == null ? null : Problems.of(failure)),
                        threads.fx());
    }

    /** Counters come as often as the settings say now. */
    public void watchAnew() {
        hosts.forEach(host -> host.session().ifPresent(session -> {
            HostState picture = host.stateProperty().get();
            if (picture != null) {
                watch(host, session, picture);
            }
        }));
    }

    private void ended(HostModel host, AgentSession session, Problem why) {
        if (host.session().filter(session::equals).isPresent()) {
            host.lost(why == null ? new HostStatus.Offline() : new HostStatus.Failed(why));
            if (why != null) {
                notices.failed(why);
            }
        }
    }

    private void watch(HostModel host, AgentSession session, HostState picture) {
        host.apply(picture);
        List<String> names =
                picture.namespaces().stream().map(NamespaceState::name).toList();
        tasks.run(
                Texts.text("status.watch", host.name()),
                step -> {},
                told -> session.ask(
                        agent -> agent.watch(new WatchRequest(names, counterSeconds.getAsInt() * 1000)), PATIENCE),
                request -> {},
                problem -> {
                    threads.background().execute(session::close);
                    ended(host, session, problem);
                });
    }
}
