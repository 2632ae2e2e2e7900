package org.firewright.deploy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.PreparedNamespace;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Stamp;
import org.firewright.remote.AnsweringSession;

/** A host whose agent notes what it is asked in a diary shared by all hosts, and fails where it is told to. */
final class FakeHost extends AnsweringSession {
    private final List<String> diary;
    private final Map<String, Problem> commitProblems = new ConcurrentHashMap<>();
    private List<Problem> preparationProblems = List.of();
    private List<String> missing = List.of();
    private Consumer<Progress> onProgress = progress -> {};

    FakeHost(String name, List<String> diary) {
        super(name);
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

    static Problem refused(Place place) {
        return new Problem(Problem.Kind.REFUSED, place, "The kernel refuses it.", "");
    }

    private void note(String what) {
        diary.add(host() + " " + what);
    }

    @Override
    protected Object answer(String name, Object request) {
        return switch (request) {
            case ContentRequest contents -> missing(contents);
            case Deployment deployment -> prepare(deployment);
            case CommitRequest commit -> commit(commit);
            default -> throw new AssertionError("A push should not ask to " + name);
        };
    }

    private MissingContents missing(ContentRequest request) {
        note("missing");
        return new MissingContents(request.lists().stream()
                .map(ListContent::digest)
                .filter(missing::contains)
                .toList());
    }

    private Preparation prepare(Deployment deployment) {
        note("prepare");
        onProgress.accept(new Progress("Loading", 1, 2));
        List<PreparedNamespace> namespaces = deployment.rulesets().stream()
                .map(ruleset -> new PreparedNamespace(ruleset.namespace(), 1, null, false))
                .toList();
        List<PreparedList> lists = deployment.lists().stream()
                .map(list -> new PreparedList(list.name(), list.digest(), true, 5, 1000, false))
                .toList();
        return new Preparation(host() + "-1", namespaces, lists, preparationProblems);
    }

    private Object commit(CommitRequest request) {
        note("commit " + request.namespace() + " of " + request.preparation());
        Problem problem = commitProblems.get(request.namespace());
        return problem != null ? problem : new Commit(request.namespace(), new Stamp("d", "edge", "me", 1), true, 0.5);
    }

    @Override
    public void put(ListFile file) {
        note("put " + file.digest().substring(0, 4));
    }

    @Override
    public void onProgress(Consumer<Progress> listener) {
        onProgress = listener;
    }

    @Override
    public void close() {
        throw new IllegalStateException("A push does not own its sessions.");
    }
}
