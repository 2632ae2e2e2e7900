package org.firewright.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.Target;

/**
 * One push: every host is prepared, several at a time, before anything is committed anywhere; then namespace by
 * namespace is committed, in the order of the plans. Who asks gets every event as it happens, one at a time.
 */
public final class Deployer {
    /** Hosts that are prepared at the same time: enough to hide their distance, few enough for this computer's link. */
    private static final int AT_A_TIME = 8;

    private final Sessions sessions;
    private final AfterFailure afterFailure;
    private final BooleanSupplier cancelled;
    private final Consumer<DeployEvent> listener;
    private final List<DeployEvent.Committed> committed = new ArrayList<>();
    private final List<DeployEvent.Failed> failed = new ArrayList<>();
    private final List<DeployEvent.Prepared> prepared = new ArrayList<>();
    /** Why nothing more is begun; null as long as there is no reason. */
    private String stop;

    private Deployer(
            Sessions sessions, AfterFailure afterFailure, BooleanSupplier cancelled, Consumer<DeployEvent> listener) {
        this.sessions = sessions;
        this.afterFailure = afterFailure;
        this.cancelled = cancelled;
        this.listener = listener;
    }

    /** What becomes of the others when one host cannot be prepared or one target cannot be committed. */
    public enum AfterFailure {
        /** Nothing more is committed. */
        STOP,
        /** The others go on. */
        GO_ON
    }

    /**
     * Pushes policies of a project and waits.
     *
     * @param compiled the project
     * @param targets where to; each policy that is pushed must be free of errors
     * @param sessions where sessions come from
     * @param afterFailure what becomes of the others when something fails
     * @param cancelled asked between steps; once true, nothing more is begun
     * @param listener is told every event, on threads of the push
     * @return every target, once
     * @throws ProblemException when the policies have errors; no host was touched then
     */
    public static DeployReport deploy(
            CompiledProject compiled,
            List<Target> targets,
            Sessions sessions,
            AfterFailure afterFailure,
            BooleanSupplier cancelled,
            Consumer<DeployEvent> listener)
            throws ProblemException {
        return deploy(HostPlan.of(compiled, targets, Author.here()), sessions, afterFailure, cancelled, listener);
    }

    /**
     * Pushes and waits. Nothing is thrown: whatever happens, every target is in the report, once.
     *
     * @param plans one for each host
     * @param sessions where sessions come from
     * @param afterFailure what becomes of the others when something fails
     * @param cancelled asked between steps; once true, nothing more is begun
     * @param listener is told every event, on threads of the push
     */
    public static DeployReport deploy(
            List<HostPlan> plans,
            Sessions sessions,
            AfterFailure afterFailure,
            BooleanSupplier cancelled,
            Consumer<DeployEvent> listener) {
        return new Deployer(sessions, afterFailure, cancelled, listener).run(plans);
    }

    private DeployReport run(List<HostPlan> plans) {
        List<PreparedHost> ready = prepare(plans);
        for (PreparedHost host : ready) {
            for (Target target : host.targets()) {
                String reason = reasonToStop();
                if (reason != null) {
                    fail(target, left(target, reason));
                } else {
                    commit(host, target);
                }
            }
        }
        return new DeployReport(List.copyOf(committed), List.copyOf(failed), List.copyOf(prepared));
    }

    /** Prepares all hosts; those that cannot be are told as failed. */
    private List<PreparedHost> prepare(List<HostPlan> plans) {
        List<Future<PreparedHost>> tasks = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("prepare ", 1).factory())) {
            for (HostPlan plan : plans) {
                tasks.add(threads.submit(() -> prepare(plan)));
            }
        }
        List<PreparedHost> ready = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            HostPlan plan = plans.get(i);
            try {
                PreparedHost host = tasks.get(i).get();
                ready.add(host);
                if (!host.failed().isEmpty()) {
                    host.failed().forEach(each -> fail(each.target(), each.problem()));
                    stopAfter(
                            plan.host() + " could not be prepared",
                            host.failed().getFirst().problem());
                }
            } catch (ExecutionException e) {
                Problem problem = PreparedHost.problem(plan.host(), e.getCause());
                plan.targets().forEach(target -> fail(target, problem));
                stopAfter(plan.host() + " could not be prepared", problem);
            } catch (InterruptedException e) {
                // The executor's close has waited for all tasks, so there is nothing to wait for here.
                Thread.currentThread().interrupt();
                throw new IllegalStateException("A finished task was waited for.", e);
            }
        }
        return ready;
    }

    private PreparedHost prepare(HostPlan plan) throws ProblemException {
        PreparedHost host = PreparedHost.prepare(plan, sessions, this::checkCancelled, this::tell);
        if (host.failed().isEmpty()) {
            DeployEvent.Prepared event = new DeployEvent.Prepared(plan.host(), host.lists());
            synchronized (this) {
                prepared.add(event);
            }
            tell(event);
        }
        return host;
    }

    private void commit(PreparedHost host, Target target) {
        tell(new DeployEvent.Step(target.host(), "Putting " + target.namespace() + " in force", 0, 0));
        try {
            CommitRequest request = new CommitRequest(host.preparation(), target.namespace());
            Commit commit = host.session().ask(agent -> agent.commit(request), Waits.COMMIT);
            DeployEvent.Committed event = new DeployEvent.Committed(target, commit);
            committed.add(event);
            tell(event);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            if (problem.kind() == Problem.Kind.CONNECTION) {
                problem = new Problem(
                        problem.kind(),
                        Place.namespace(target.namespace()),
                        "Whether the policy is in force is not known, because the answer is missing. "
                                + problem.sentence(),
                        "Connect again and inspect the namespace; deploying once more does no harm.");
            }
            fail(target, problem);
            stopAfter(target.text() + " could not be committed", problem);
        }
    }

    private void stopAfter(String what, Problem why) {
        if (afterFailure == AfterFailure.STOP && stop == null) {
            stop = what + ". " + why.text();
        }
    }

    private String reasonToStop() {
        if (stop == null && cancelled.getAsBoolean()) {
            stop = "the push was cancelled.";
        }
        return stop;
    }

    private void checkCancelled() throws ProblemException {
        if (cancelled.getAsBoolean()) {
            throw ProblemException.of(
                    Problem.Kind.CONFLICT, "Nothing was changed, because the push was cancelled.", "");
        }
    }

    private static Problem left(Target target, String reason) {
        return new Problem(
                Problem.Kind.CONFLICT,
                Place.namespace(target.namespace()),
                "Left as it was, because " + reason,
                "Deploy again when that is settled.");
    }

    private void fail(Target target, Problem problem) {
        DeployEvent.Failed event = new DeployEvent.Failed(target, problem);
        failed.add(event);
        tell(event);
    }

    private synchronized void tell(DeployEvent event) {
        listener.accept(event);
    }
}
