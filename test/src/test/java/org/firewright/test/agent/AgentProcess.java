package org.firewright.test.agent;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.firewright.agent.api.AgentFlags;
import org.firewright.agent.api.AgentListener;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.CounterChange;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HelloRequest;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.TraceStep;
import org.firewright.agent.api.WireFormat;

/** The agent's real jar as a child process, and a desktop's end of its streams. */
public final class AgentProcess implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Process process;
    private final AgentService service;
    private final Future<Void> listening;
    private final List<String> log = new ArrayList<>();
    private final Thread logReader;
    private final CompletableFuture<Process> ended;

    /** The counters after each time that the agent has told of them, in order. */
    public final BlockingQueue<CounterReport> reports = new LinkedBlockingQueue<>();

    final BlockingQueue<CounterChange> changes = new LinkedBlockingQueue<>();
    final BlockingQueue<RulesetChange> rulesetChanges = new LinkedBlockingQueue<>();
    final BlockingQueue<TraceStep> traces = new LinkedBlockingQueue<>();
    final BlockingQueue<Progress> steps = new LinkedBlockingQueue<>();

    private AgentProcess(Process process) {
        this.process = process;
        this.ended = process.onExit();
        this.logReader = Thread.ofPlatform().daemon().start(this::readLog);
        Launcher<AgentService> launcher = new Launcher.Builder<AgentService>()
                .setLocalService(new Listener())
                .setRemoteInterface(AgentService.class)
                .setInput(process.getInputStream())
                .setOutput(process.getOutputStream())
                .configureGson(WireFormat::configure)
                .setExecutorService(Executors.newSingleThreadExecutor(
                        work -> Thread.ofPlatform().daemon().unstarted(work)))
                .create();
        this.listening = launcher.startListening();
        this.service = launcher.getRemoteProxy();
    }

    /** Puts the agent's jar into a directory of its own, as a desktop does. */
    public static Path install(Path directory) throws IOException {
        try {
            Path jar = Path.of(AgentService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                throw new AssertionError("The agent is not a jar but " + jar + ": build with mvn package.");
            }
            Path installed = directory.resolve("agent.jar");
            if (!Files.exists(installed) || Files.mismatch(jar, installed) >= 0) {
                Files.copy(jar, installed, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return directory;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The command line that starts an installed agent. */
    public static List<String> command(Path directory, Path content) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(AgentFlags.jvm(directory.toString()));
        command.addAll(List.of("-jar", directory.resolve("agent.jar").toString(), "--content", content.toString()));
        return command;
    }

    /** Starts a process that becomes an agent. */
    public static AgentProcess start(List<String> command) throws IOException {
        return new AgentProcess(new ProcessBuilder(command).start());
    }

    /** Says hello. */
    public Hello hello() throws ProblemException {
        return ask(agent -> agent.hello(new HelloRequest(AgentService.PROTOCOL, "test")));
    }

    /** Asks and waits; the agent's problem is thrown. */
    public <T> T ask(Function<AgentService, CompletableFuture<T>> request) throws ProblemException {
        try {
            CompletableFuture<T> answer = send(request);
            // LSP4J leaves requests unanswered for ever when the other end is gone.
            CompletableFuture.anyOf(answer, ended).get(SECONDS, TimeUnit.SECONDS);
            if (!answer.isDone()) {
                throw new AssertionError("The agent is gone; its log: " + log());
            }
            return answer.join();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ResponseErrorException refused
                    && refused.getResponseError().getData() instanceof JsonElement data) {
                throw new ProblemException(new Gson().fromJson(data, Problem.class), refused);
            }
            String what = Commands.ended(process, 1) ? "The agent is gone" : "The agent gives no sensible answer";
            throw new AssertionError(what + "; its log: " + log(), e);
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("The agent does not answer; its log: " + log(), e);
        }
    }

    /** Asks and does not wait. */
    <T> CompletableFuture<T> send(Function<AgentService, CompletableFuture<T>> request) {
        return request.apply(service);
    }

    /** The stream that the agent reads. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** Waits for its end; the exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!Commands.ended(process, SECONDS)) {
            throw new AssertionError("The agent does not end; its log: " + log());
        }
        logReader.join();
        return process.exitValue();
    }

    /** Ends it at once, as kill -9 does. */
    void kill() {
        process.destroyForcibly();
        Commands.ended(process, SECONDS);
    }

    /** What it has logged so far. */
    List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    @Override
    public void close() throws IOException {
        input().close();
        if (!Commands.ended(process, 10)) {
            kill();
            throw new AssertionError("The agent outlives its desktop; its log: " + log());
        }
        listening.cancel(true);
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (log) {
                log.add("(the log ends: " + e.getMessage() + ")");
            }
        }
    }

    private final class Listener implements AgentListener {
        private CounterReport report = CounterReport.NOTHING;

        @Override
        public void counters(CounterChange change) {
            changes.add(change);
            report = report.after(change);
            reports.add(report);
        }

        @Override
        public void changed(RulesetChange change) {
            rulesetChanges.add(change);
        }

        @Override
        public void traced(TraceStep step) {
            traces.add(step);
        }

        @Override
        public void progress(Progress progress) {
            steps.add(progress);
        }
    }
}
