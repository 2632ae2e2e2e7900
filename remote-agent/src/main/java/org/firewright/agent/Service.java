package org.firewright.agent;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.Deployment;
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
import org.firewright.agent.api.WatchRequest;
import org.firewright.agent.linux.SystemCalls;

/** Answers the desktop: each request is passed to the part that does it, on a thread that may wait. */
final class Service implements AgentService {
    private static final Logger LOG = Logger.getLogger(Service.class.getName());

    private final Workers workers;
    private volatile boolean greeted;

    Service(Workers workers) {
        this.workers = workers;
    }

    /** Tells where the desktop can be told things unasked. */
    void connect(AgentListener desktop) {
        LOG.fine(() -> "connected to " + desktop);
    }

    @Override
    public CompletableFuture<Hello> hello(HelloRequest request) {
        return workers.look(() -> {
            LOG.info(() -> "hello from desktop " + request);
            if (request == null || request.protocol() != PROTOCOL) {
                throw ProblemException.of(
                        Problem.Kind.PROTOCOL,
                        "The desktop speaks protocol " + (request == null ? "unknown" : request.protocol())
                                + ", this agent speaks protocol " + PROTOCOL + ".",
                        "Reconnect, so that the desktop brings its own agent.");
            }
            SystemCalls.Uname uname = SystemCalls.uname();
            greeted = true;
            return new Hello(
                    PROTOCOL,
                    Agent.version(),
                    uname.hostName(),
                    uname.release(),
                    uname.machine(),
                    System.getProperty("java.version"),
                    SystemCalls.effectiveUser() == 0,
                    List.of());
        });
    }

    @Override
    public CompletableFuture<MissingContents> missing(ContentRequest request) {
        return notYet();
    }

    @Override
    public CompletableFuture<Preparation> prepare(Deployment deployment) {
        return notYet();
    }

    @Override
    public CompletableFuture<Commit> commit(CommitRequest request) {
        return notYet();
    }

    @Override
    public CompletableFuture<Removal> remove(RemoveRequest request) {
        return notYet();
    }

    @Override
    public CompletableFuture<HostState> inspect(InspectRequest request) {
        return notYet();
    }

    @Override
    public CompletableFuture<WatchRequest> watch(WatchRequest request) {
        return notYet();
    }

    private <T> CompletableFuture<T> notYet() {
        return workers.look(() -> {
            throw ProblemException.of(
                    Problem.Kind.MISSING_FEATURE, greeted ? "Not built yet." : "The first request must be hello.", "");
        });
    }
}
