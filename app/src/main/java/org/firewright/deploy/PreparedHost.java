package org.firewright.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Target;
import org.firewright.remote.AgentSession;

/**
 * A host that has tried what it is to enforce.
 *
 * @param session the session with its agent
 * @param preparation names the preparation in commits
 * @param targets what can be committed, in order; none when anything failed
 * @param lists the host's lists
 * @param failed every target, with the reason, where the host would not take all of them
 */
record PreparedHost(
        AgentSession session,
        String preparation,
        List<Target> targets,
        List<PreparedList> lists,
        List<DeployEvent.Failed> failed) {
    /** A moment at which a push may end. */
    interface Checkpoint {
        void check() throws ProblemException;
    }

    /** Uploads what the host lacks and has the agent prepare. Throws a problem of the host as a whole. */
    static PreparedHost prepare(HostPlan plan, Sessions sessions, Checkpoint checkpoint, Consumer<DeployEvent> events)
            throws ProblemException {
        checkpoint.check();
        events.accept(new DeployEvent.Step(plan.host(), "Connecting", 0, 0));
        AgentSession session = sessions.with(plan.host());
        checkpoint.check();
        upload(plan, session, checkpoint, events);
        checkpoint.check();
        events.accept(new DeployEvent.Step(plan.host(), "Preparing", 0, 0));
        session.onProgress(progress ->
                events.accept(new DeployEvent.Step(plan.host(), progress.step(), progress.done(), progress.total())));
        try {
            Preparation preparation = session.ask(agent -> agent.prepare(plan.deployment()), Waits.PREPARE);
            List<DeployEvent.Failed> failed = failures(plan.targets(), preparation.problems());
            return new PreparedHost(
                    session,
                    preparation.id(),
                    failed.isEmpty() ? plan.targets() : List.of(),
                    preparation.lists(),
                    failed);
        } finally {
            session.onProgress(progress -> {});
        }
    }

    private static void upload(HostPlan plan, AgentSession session, Checkpoint checkpoint, Consumer<DeployEvent> events)
            throws ProblemException {
        List<ListContent> lists = plan.deployment().lists();
        if (lists.isEmpty()) {
            return;
        }
        MissingContents missing = session.ask(agent -> agent.missing(new ContentRequest(lists)), Waits.MISSING);
        Set<String> wanted = Set.copyOf(missing.digests());
        List<ListFile> files = plan.files().stream()
                .filter(file -> wanted.contains(file.digest()))
                .toList();
        long total = files.stream().mapToLong(file -> file.bytes().length).sum();
        long done = 0;
        for (ListFile file : files) {
            checkpoint.check();
            String name = lists.stream()
                    .filter(list -> list.digest().equals(file.digest()))
                    .findFirst()
                    .map(ListContent::name)
                    .orElse(file.digest());
            events.accept(new DeployEvent.Step(plan.host(), "Uploading list " + name, done, total));
            session.put(file);
            done += file.bytes().length;
        }
    }

    /** Each target's own problem, else the host's; a target with neither is held back by the others. */
    private static List<DeployEvent.Failed> failures(List<Target> targets, List<Problem> problems) {
        if (problems.isEmpty()) {
            return List.of();
        }
        List<DeployEvent.Failed> failed = new ArrayList<>();
        for (Target target : targets) {
            Problem problem = problems.stream()
                    .filter(each -> each.place().namespace().equals(target.namespace()))
                    .findFirst()
                    .or(() -> problems.stream()
                            .filter(each -> each.place().namespace().isEmpty())
                            .findFirst())
                    .orElseGet(() -> heldBack(target, problems.getFirst()));
            failed.add(new DeployEvent.Failed(target, problem));
        }
        return failed;
    }

    private static Problem heldBack(Target target, Problem other) {
        return new Problem(
                other.kind(),
                Place.namespace(target.namespace()),
                "Left as it was, because another namespace of the host could not be prepared. " + other.text(),
                "");
    }

    /** What went wrong while a host was being prepared. */
    static Problem problem(String host, Throwable cause) {
        return cause instanceof ProblemException known
                ? known.problem()
                : new Problem(
                        Problem.Kind.INTERNAL,
                        Place.HOST,
                        "Preparing " + host + " failed by a fault of Firewright's: " + cause,
                        "Please report it with the log.");
    }
}
