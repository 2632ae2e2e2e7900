package org.firewright.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.CounterReport;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HelloRequest;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.PreparedNamespace;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.TraceRequest;
import org.firewright.agent.api.TraceStep;
import org.firewright.agent.api.WatchRequest;
import org.firewright.remote.AgentSession;

/** A host whose agent notes what it is asked in a diary shared by all hosts, and fails where it is told to. */
final class FakeHost implements AgentSession, AgentService {
    private final String name;
    private final List<String> diary;
    private final Map<String, Problem> commitProblems = new ConcurrentHashMap<>();
    private List<Problem> preparationProblems = List.of();
    private List<String> missing = List.of();
    private Consumer<Progress> onProgress = progress -> {};

    FakeHost(String name, List<String> diary) {
        this.name = name;
        this.diary = diary;
    }

    FakeHost lacks(String... digests) {
        missing = List.of(digests);
        return this;
    }

    FakeHost cannotPrepare(Problem... problems) {
        preparationProblems = List.of(problems);
        return this;
    }

    FakeHost cannotCommit(String namespace, Problem problem) {
        commitProblems.put(namespace, problem);
        return this;
    }

    private void note(String what) {
        diary.add(name + " " + what);
    }

    @Override
    public <T> T ask(Function<AgentService, CompletableFuture<T>> request, Duration atMost) throws ProblemException {
        try {
            return request.apply(this).get(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (ProblemException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletableFuture<MissingContents> missing(ContentRequest request) {
        note("missing");
        return CompletableFuture.completedFuture(new MissingContents(request.lists().stream()
                .map(ListContent::digest)
                .filter(missing::contains)
                .toList()));
    }

    @Override
    public void put(ListFile file) {
        note("put " + file.digest().substring(0, 4));
    }

    @Override
    public CompletableFuture<Preparation> prepare(Deployment deployment) {
        note("prepare");
        onProgress.accept(new Progress("Loading", 1, 2));
        List<PreparedNamespace> namespaces = deployment.rulesets().stream()
                .map(ruleset -> new PreparedNamespace(ruleset.namespace(), 1, null, false))
                .toList();
        List<PreparedList> lists = deployment.lists().stream()
                .map(list -> new PreparedList(list.name(), list.digest(), true, 5, 1000, false))
                .toList();
        return CompletableFuture.completedFuture(new Preparation(name + "-1", namespaces, lists, preparationProblems));
    }

    @Override
    public CompletableFuture<Commit> commit(CommitRequest request) {
        note("commit " + request.namespace() + " of " + request.preparation());
        Problem problem = commitProblems.get(request.namespace());
        return problem != null
                ? CompletableFuture.failedFuture(new ProblemException(problem))
                : CompletableFuture.completedFuture(
                        new Commit(request.namespace(), new Stamp("d", "edge", "me", 1), true, 0.5));
    }

    private static UnsupportedOperationException notPlayed() {
        return new UnsupportedOperationException("A push does not ask for this.");
    }

    static Problem refused(Place place) {
        return new Problem(Problem.Kind.REFUSED, place, "The kernel refuses it.", "");
    }

    @Override
    public String host() {
        return name;
    }

    @Override
    public Hello hello() {
        throw notPlayed();
    }

    @Override
    public CompletableFuture<Hello> hello(HelloRequest request) {
        throw notPlayed();
    }

    @Override
    public CompletableFuture<Removal> remove(RemoveRequest request) {
        throw notPlayed();
    }

    @Override
    public CompletableFuture<HostState> inspect(InspectRequest request) {
        throw notPlayed();
    }

    @Override
    public CompletableFuture<RulesetListing> ruleset(RulesetRequest request) {
        return CompletableFuture.completedFuture(new RulesetListing(request.namespace(), 1, List.of()));
    }

    @Override
    public CompletableFuture<ElementPage> elements(ElementRequest request) {
        return CompletableFuture.completedFuture(new ElementPage(1, request.from(), List.of(), 1, false));
    }

    @Override
    public CompletableFuture<TraceRequest> trace(TraceRequest request) {
        return CompletableFuture.completedFuture(request);
    }

    @Override
    public CompletableFuture<WatchRequest> watch(WatchRequest request) {
        throw notPlayed();
    }

    @Override
    public void onCounters(Consumer<CounterReport> listener) {
        throw notPlayed();
    }

    @Override
    public void onChanges(Consumer<RulesetChange> listener) {}

    @Override
    public void onTraces(Consumer<TraceStep> listener) {}

    @Override
    public void onProgress(Consumer<Progress> listener) {
        onProgress = listener;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {
        throw new IllegalStateException("A push does not own its sessions.");
    }
}
