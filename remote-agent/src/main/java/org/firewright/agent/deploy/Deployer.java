package org.firewright.agent.deploy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.CommitRequest;
import org.firewright.agent.api.ContentRequest;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.MissingContents;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Removal;
import org.firewright.agent.api.RemoveRequest;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.linux.SystemCalls;
import org.firewright.agent.nftables.NamespaceRules;

/**
 * Prepares, commits and removes, each under the host's lock. To be used by one thread. Nothing on the way needs
 * cleaning up when the process is killed: pins that no rule uses are collected by the next change, and a transaction
 * happens or does not.
 */
public final class Deployer {
    private static final Logger LOG = Logger.getLogger(Deployer.class.getName());
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
    /** Plans that can still be committed; one holds all of its rules, so that there cannot be many. */
    private static final int MAX_PLANS = 4;

    private final Host host;
    private final HostLock lock;
    private final Map<String, Plan> plans = new LinkedHashMap<>();
    private int prepared;
    private Plan last;
    /** Namespaces of the last plan that are not committed yet. */
    private final Set<String> pending = new HashSet<>();
    /** Whether there may be pins that no rule will use: whoever was here before may have been killed. */
    private boolean garbage = true;

    /** Changes this host. */
    public Deployer(Host host) {
        this.host = host;
        this.lock = new HostLock(HostLock.FILE, LOCK_WAIT);
    }

    /** See {@link org.firewright.agent.api.AgentService#missing}; may be called from any thread. */
    public MissingContents missing(ContentRequest request) throws IOException, ProblemException {
        boolean readable = request != null
                && request.lists() != null
                && request.lists().size() <= DeploymentCheck.MAX_LISTS
                && request.lists().stream().allMatch(list -> list != null && ListFile.isDigest(list.digest()));
        if (!readable) {
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    "The request must name at most " + DeploymentCheck.MAX_LISTS
                            + " lists with digests of 64 lower-case hexadecimal digits.",
                    "");
        }
        boolean pins = host.hasPins();
        List<String> missing = new ArrayList<>();
        for (ListContent list : request.lists()) {
            if (!host.content().holds(list.digest()) && !(pins && host.lists().holds(list))) {
                missing.add(list.digest());
            }
        }
        return new MissingContents(List.copyOf(missing));
    }

    /** See {@link org.firewright.agent.api.AgentService#prepare}. Problems are part of the answer. */
    public Preparation prepare(Deployment deployment, Consumer<Progress> progress)
            throws IOException, ProblemException {
        String id = "p" + ++prepared;
        List<Problem> nonsense = DeploymentCheck.of(deployment);
        if (!nonsense.isEmpty()) {
            return new Preparation(id, List.of(), List.of(), nonsense);
        }
        requireRoot();
        return lock.during(deployment.by() + " prepares", () -> {
            Preparer preparer = new Preparer(host, deployment, progress);
            preparer.run();
            Preparation answer = preparer.answer(id);
            garbage |= !pending.isEmpty() || !answer.problems().isEmpty();
            pending.clear();
            if (answer.problems().isEmpty()) {
                remember(preparer.plan(id));
            }
            return answer;
        });
    }

    private void remember(Plan plan) {
        last = plan;
        plans.put(plan.id(), plan);
        if (plans.size() > MAX_PLANS) {
            plans.remove(plans.keySet().iterator().next());
        }
        plan.deployment().rulesets().forEach(ruleset -> pending.add(ruleset.namespace()));
    }

    /** See {@link org.firewright.agent.api.AgentService#commit}. */
    public Commit commit(CommitRequest request) throws IOException, ProblemException {
        Plan plan = request == null ? null : plans.get(request.preparation());
        if (plan == null) {
            throw ProblemException.of(
                    Problem.Kind.NOT_FOUND,
                    "There is no such preparation; the agent keeps the last " + MAX_PLANS + ", until it ends.",
                    "Deploy again.");
        }
        Ruleset ruleset = plan.ruleset(request.namespace())
                .orElseThrow(() -> ProblemException.of(
                        Problem.Kind.NOT_FOUND, "The preparation has no such namespace.", "Deploy again."));
        String by = plan.deployment().by();
        return lock.during(by + " commits " + ruleset.namespace(), () -> {
            Committer.Outcome outcome = new Committer(host, plan, ruleset).run();
            pending.remove(ruleset.namespace());
            if (garbage || !outcome.dropped().isEmpty()) {
                collect();
            }
            return outcome.commit();
        });
    }

    /** See {@link org.firewright.agent.api.AgentService#remove}. */
    public Removal remove(RemoveRequest request) throws IOException, ProblemException {
        if (request == null || request.namespaces() == null) {
            throw ProblemException.of(Problem.Kind.REQUEST, "The request names no namespaces.", "");
        }
        requireRoot();
        for (String namespace : request.namespaces()) {
            host.namespaces().file(namespace); // all of them are there, or none is touched
        }
        return lock.during(user() + " removes", () -> {
            List<String> removed = new ArrayList<>();
            for (String namespace : request.namespaces()) {
                try (NamespaceRules rules = host.namespaces().open(namespace)) {
                    if (rules.remove()) {
                        removed.add(namespace);
                    }
                }
            }
            return new Removal(List.copyOf(removed), collect());
        });
    }

    /** A failure here does not undo what was done: garbage stays until the next time. */
    private List<String> collect() {
        try {
            List<String> removed = new Collector(host).run(planned());
            garbage = false;
            return removed;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "pins could not be collected", e);
            return List.of();
        }
    }

    private Set<String> planned() {
        Set<String> pins = new HashSet<>();
        if (!pending.isEmpty()) {
            for (Ruleset ruleset : last.deployment().rulesets()) {
                pins.addAll(pending.contains(ruleset.namespace()) ? host.pins(ruleset) : Set.of());
            }
            last.deployment()
                    .programs()
                    .forEach(program -> program.lists()
                            .forEach(list -> pins.add(host.lists().pin(list))));
        }
        return pins;
    }

    private static void requireRoot() throws ProblemException {
        if (SystemCalls.effectiveUser() != 0) {
            throw new ProblemException(new Problem(
                    Problem.Kind.PERMISSION,
                    Place.HOST,
                    "The agent runs as " + user() + ", and only root may change packet filters.",
                    "Connect as root, or as a user who may use sudo."));
        }
    }

    private static String user() {
        String behindSudo = System.getenv("SUDO_USER");
        return behindSudo == null ? System.getProperty("user.name") : behindSudo;
    }
}
