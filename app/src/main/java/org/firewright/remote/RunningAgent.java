package org.firewright.remote;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import net.schmizz.sshj.common.SSHException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.CounterChange;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HelloRequest;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.TraceStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session with an agent that runs as a program on a machine. */
final class RunningAgent implements AgentSession {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);

    private final Machine machine;
    private final Program program;
    private final ErrorLog errors;
    private final String content;
    private final AgentWire wire;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closing;
    private volatile boolean owner;
    private volatile Hello hello;
    private volatile Consumer<CounterReport> onCounters = report -> {};
    private volatile Consumer<RulesetChange> onChanges = change -> {};
    private volatile Consumer<TraceStep> onTraces = step -> {};
    private volatile Consumer<Progress> onProgress = progress -> {};

    private RunningAgent(Machine machine, Program program, ErrorLog errors, String content) {
        this.machine = machine;
        this.program = program;
        this.errors = errors;
        this.content = content;
        this.wire = new AgentWire(program.output(), program.input(), new Listener());
        Thread.ofPlatform().daemon().name("agent of " + machine.host()).start(this::listen);
    }

    /**
     * Greets an agent that was started. The session then owns machine and program; where this fails, they are still the
     * caller's.
     */
    static RunningAgent greet(Machine machine, Program program, ErrorLog errors, String content, Duration atMost)
            throws ProblemException {
        RunningAgent agent = new RunningAgent(machine, program, errors, content);
        String version = AgentService.class.getPackage().getImplementationVersion();
        HelloRequest request = new HelloRequest(AgentService.PROTOCOL, version == null ? "unknown" : version);
        agent.hello = agent.ask(service -> service.hello(request), atMost);
        if (agent.hello.protocol() != AgentService.PROTOCOL) {
            throw ProblemException.of(
                    Problem.Kind.PROTOCOL,
                    "The agent on " + machine.host() + " speaks protocol " + agent.hello.protocol()
                            + ", this program speaks " + AgentService.PROTOCOL + ".",
                    "Install the same version on both sides.");
        }
        agent.owner = true;
        return agent;
    }

    @Override
    public String host() {
        return machine.host();
    }

    @Override
    public Hello hello() {
        return hello;
    }

    @Override
    public <T> T ask(Function<AgentService, CompletableFuture<T>> request, Duration atMost) throws ProblemException {
        CompletableFuture<T> answer = request.apply(wire.service());
        try {
            // Whatever comes first: an agent that is gone answers nothing more.
            CompletableFuture.anyOf(answer, ended).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.isDone()) {
                throw gone("The connection to " + host() + " was closed.");
            }
            return answer.get();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.CONNECTION,
                            Place.HOST,
                            "The agent on " + host() + " did not answer within " + atMost.toSeconds() + " s.",
                            "Try again; if it stays so, look at the load of that host."),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new ProblemException(
                    new Problem(Problem.Kind.CONNECTION, Place.HOST, "Waiting for " + host() + " was given up.", ""),
                    e);
        } catch (ExecutionException e) {
            throw problem(e.getCause());
        }
    }

    private ProblemException problem(Throwable cause) {
        if (cause instanceof ProblemException known) {
            return known;
        }
        if (cause instanceof ResponseErrorException refusal) {
            return refusal(refusal.getResponseError());
        }
        // A request that could not even be sent: most likely the agent is gone, and its end is about to be known.
        try {
            ended.get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            return e.getCause() instanceof ProblemException known ? known : gone(cause.getMessage());
        } catch (TimeoutException e) {
            LOG.debug("{} has not ended.", host(), e);
        }
        return gone("The agent on " + host() + " cannot be asked: " + cause.getMessage() + ".");
    }

    private ProblemException refusal(ResponseError error) {
        if (error.getCode() == Problem.ERROR_CODE && error.getData() instanceof JsonElement data) {
            try {
                Problem told = new Gson().fromJson(data, Problem.class);
                if (told != null && told.kind() != null && told.place() != null && told.sentence() != null) {
                    return new ProblemException(told);
                }
            } catch (JsonParseException e) {
                LOG.warn("{} told a problem that cannot be read: {}", host(), data, e);
            }
        }
        return ProblemException.of(
                Problem.Kind.INTERNAL,
                "The agent on " + host() + " failed: " + error.getMessage(),
                "Its log, in this program's log, tells more.");
    }

    private static ProblemException gone(String sentence) {
        return ProblemException.of(Problem.Kind.CONNECTION, sentence, "Connect again.");
    }

    @Override
    public void put(ListFile file) throws ProblemException {
        String path = content + "/" + file.fileName();
        try {
            if (machine.size(path) == file.bytes().length) {
                return;
            }
            // Written beside and then renamed: the agent never sees half a file.
            String part = path + "." + Long.toHexString(System.nanoTime()) + ".part";
            machine.write(file.bytes(), part);
            machine.rename(part, path);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.CONNECTION,
                            Place.HOST,
                            "A list cannot be uploaded to " + host() + ": " + e.getMessage() + ".",
                            "Check the space in " + content + " there."),
                    e);
        }
    }

    @Override
    public void onCounters(Consumer<CounterReport> listener) {
        onCounters = listener;
    }

    @Override
    public void onChanges(Consumer<RulesetChange> listener) {
        onChanges = listener;
    }

    @Override
    public void onTraces(Consumer<TraceStep> listener) {
        onTraces = listener;
    }

    @Override
    public void onProgress(Consumer<Progress> listener) {
        onProgress = listener;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    @Override
    public void close() {
        closing = true;
        program.close();
        machine.close();
    }

    private void listen() {
        IOException fault = null;
        try {
            wire.listen();
        } catch (IOException e) {
            LOG.debug("Listening to {} ended.", host(), e);
            fault = e;
        }
        if (closing) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(death(fault));
            program.close();
            if (owner) {
                machine.close();
            }
        }
    }

    private ProblemException death(IOException fault) {
        OptionalInt status = OptionalInt.empty();
        try {
            status = program.exitStatus(Duration.ofSeconds(1));
        } catch (IOException e) {
            LOG.debug("The end of the agent on {} is not known.", host(), e);
        }
        String tail = errors.tail();
        String last = tail.isEmpty() ? "" : " Its last words: " + tail;
        String sentence;
        if (status.isPresent()) {
            sentence = "The agent on " + host() + " has ended with status " + status.getAsInt() + "." + last;
        } else if (fault instanceof SSHException || !machine.reachable()) {
            sentence = "The connection to " + host() + " is lost.";
        } else {
            String why = fault == null ? "has ended." : "does not speak as it should: " + fault.getMessage() + ".";
            sentence = "The agent on " + host() + " " + why + last;
        }
        return gone(sentence);
    }

    private final class Listener implements AgentListener {
        /** Only the thread that reads the agent's messages touches it. */
        private CounterReport report = CounterReport.NOTHING;

        @Override
        public void counters(CounterChange change) {
            report = report.after(change);
            onCounters.accept(report);
        }

        @Override
        public void changed(RulesetChange change) {
            onChanges.accept(change);
        }

        @Override
        public void traced(TraceStep step) {
            onTraces.accept(step);
        }

        @Override
        public void progress(Progress progress) {
            onProgress.accept(progress);
        }
    }
}
