package org.firewright.agent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HelloRequest;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.deploy.Deployer;
import org.firewright.agent.deploy.Host;
import org.firewright.agent.inspect.CounterWatch;
import org.firewright.agent.inspect.HostInspector;
import org.firewright.agent.inspect.MapMemory;
import org.firewright.agent.inspect.PacketTracer;
import org.firewright.agent.linux.SystemCalls;

/** Answers the desktop: each request is passed to the part that does it, on a thread that may wait. */
final class Service implements AgentService, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Service.class.getName());

    private final Workers workers;
    private final Supplier<List<Feature>> features;
    private final Deployer deployer;
    private final HostInspector inspector;
    private final CounterWatch watch;
    private final PacketTracer tracer;
    private volatile AgentListener desktop;
    private volatile boolean greeted;

    /**
     * Serves one host.
     *
     * @param features finds out what the host can do
     */
    Service(Workers workers, Host host, Supplier<List<Feature>> features) {
        this.workers = workers;
        this.features = features;
        this.deployer = new Deployer(host);
        this.inspector = new HostInspector(host.namespaces(), host.lists(), host.pins());
        this.watch = new CounterWatch(host.namespaces(), new MapMemory(host.lists(), host.pins()), () -> desktop);
        this.tracer = new PacketTracer(host.namespaces(), () -> desktop);
    }

    /** Tells where the desktop can be told things unasked; before the first request. */
    void connect(AgentListener desktop) {
        this.desktop = desktop;
    }

    @Override
    public CompletableFuture<Hello> hello(HelloRequest request) {
        return workers.look(() -> {
            LOG.log(Level.INFO, () -> "hello from desktop " + (request == null ? "unknown" : request.desktopVersion()));
            if (request == null || request.protocol() != PROTOCOL) {
                throw ProblemException.of(
                        Problem.Kind.PROTOCOL,
                        "The desktop speaks protocol " + (request == null ? "unknown" : request.protocol())
                                + ", this agent speaks protocol " + PROTOCOL + ".",
                        "Reconnect, so that the desktop brings its own agent.");
            }
            SystemCalls.Uname uname = SystemCalls.uname();
            Hello hello = new Hello(
                    PROTOCOL,
                    Agent.version(),
                    uname.hostName(),
                    uname.release(),
                    uname.machine(),
                    System.getProperty("java.version"),
                    SystemCalls.effectiveUser() == 0,
                    features.get());
            greeted = true;
            return hello;
        });
    }

    @Override
    public CompletableFuture<MissingContents> missing(ContentRequest request) {
        return workers.look(() -> greeted(() -> deployer.missing(request)));
    }

    @Override
    public CompletableFuture<Preparation> prepare(Deployment deployment) {
        return workers.change(() -> greeted(() -> deployer.prepare(deployment, desktop::progress)));
    }

    @Override
    public CompletableFuture<Commit> commit(CommitRequest request) {
        return workers.change(() -> greeted(() -> deployer.commit(request)));
    }

    @Override
    public CompletableFuture<Removal> remove(RemoveRequest request) {
        return workers.change(() -> greeted(() -> deployer.remove(request)));
    }

    @Override
    public CompletableFuture<HostState> inspect(InspectRequest request) {
        return workers.look(() -> greeted(() -> inspector.inspect(request)));
    }

    @Override
    public CompletableFuture<RulesetListing> ruleset(RulesetRequest request) {
        return workers.look(() -> greeted(() -> inspector.ruleset(request)));
    }

    @Override
    public CompletableFuture<ElementPage> elements(ElementRequest request) {
        return workers.look(() -> greeted(() -> inspector.elements(request)));
    }

    @Override
    public CompletableFuture<WatchRequest> watch(WatchRequest request) {
        return workers.look(() -> greeted(() -> watch.watch(request)));
    }

    @Override
    public CompletableFuture<TraceRequest> trace(TraceRequest request) {
        return workers.look(() -> greeted(() -> tracer.trace(request)));
    }

    /** Does the work, unless the desktop has not said hello: it may speak another protocol. */
    private <T> T greeted(Workers.Work<T> work) throws Exception {
        if (!greeted) {
            throw ProblemException.of(
                    Problem.Kind.PROTOCOL,
                    "The desktop has not said hello, or was refused.",
                    "Reconnect, so that the desktop brings its own agent.");
        }
        return work.run();
    }

    @Override
    public void close() {
        watch.close();
        tracer.close();
    }
}
