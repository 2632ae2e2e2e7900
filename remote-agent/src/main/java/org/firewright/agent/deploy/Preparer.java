package org.firewright.agent.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Preparation;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.PreparedNamespace;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.nftables.Batch;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.agent.nftables.TableState;
import org.firewright.agent.nftables.TriedBatch;

/** One preparation: goes on after a problem where it can, so that a person hears of all of them at once. */
final class Preparer {
    private final Host host;
    private final Deployment deployment;
    private final Consumer<Progress> progress;
    private final List<Problem> problems = new ArrayList<>();
    private final List<PreparedList> lists = new ArrayList<>();
    private final List<PreparedNamespace> namespaces = new ArrayList<>();
    private final Map<String, Stamp> before = new HashMap<>();
    private final Map<String, TriedBatch> tried = new HashMap<>();
    private final Set<String> failed = new HashSet<>();

    /** The deployment must have passed {@link DeploymentCheck}. */
    Preparer(Host host, Deployment deployment, Consumer<Progress> progress) {
        this.host = host;
        this.deployment = deployment;
        this.progress = progress;
    }

    /** Prepares; what came of it can be asked for afterwards. */
    void run() {
        if (!deployment.lists().isEmpty() || !deployment.programs().isEmpty()) {
            load();
        }
        int done = 0;
        for (Ruleset ruleset : deployment.rulesets()) {
            progress.accept(new Progress(
                    "Checking " + ruleset.namespace(),
                    done++,
                    deployment.rulesets().size()));
            tryNamespace(ruleset);
        }
    }

    /** The answer to the desktop. */
    Preparation answer(String id) {
        return new Preparation(id, List.copyOf(namespaces), List.copyOf(lists), List.copyOf(problems));
    }

    /** What can be committed; only to be used when there are no problems. */
    Plan plan(String id) {
        return new Plan(id, deployment, Map.copyOf(before), Map.copyOf(tried));
    }

    private void load() {
        try {
            Bpffs.prepare(host.pins());
        } catch (ProblemException e) {
            problems.add(e.problem());
            deployment.lists().forEach(list -> failed.add(list.digest()));
            deployment.programs().forEach(program -> failed.add(program.digest()));
            return;
        }
        loadLists();
        loadPrograms();
    }

    private void loadPrograms() {
        Map<String, Place> places = Host.places(deployment);
        int done = 0;
        for (ProgramContent program : deployment.programs()) {
            progress.accept(new Progress(
                    "Loading programs of rules", done++, deployment.programs().size()));
            boolean listsFailed =
                    program.lists().stream().map(Condition.InList::list).anyMatch(failed::contains);
            try {
                if (!listsFailed) {
                    host.programs().ensure(program, places.getOrDefault(program.digest(), Place.HOST));
                    continue;
                }
            } catch (ProblemException e) {
                problems.add(e.problem());
            }
            failed.add(program.digest());
        }
    }

    private void loadLists() {
        for (ListContent list : deployment.lists()) {
            try {
                lists.add(host.ensure(list, progress));
            } catch (ProblemException e) {
                problems.add(e.problem());
                failed.add(list.digest());
            }
        }
    }

    /** Tries the very batch that would be committed to what is there. */
    private List<Problem> tryBatch(Ruleset ruleset, NamespaceRules rules, TableState state) throws ProblemException {
        Stamp stamp = Host.stamp(ruleset, deployment.by());
        Batch batch = RulesetEncoder.update(ruleset, stamp, host::pin, rules.own());
        tried.put(ruleset.namespace(), batch.tried(state.generation()));
        return rules.dryRun(batch, state.generation());
    }

    /** Whether somebody changed rules between our look and the kernel's. */
    private static boolean isConflict(Problem problem) {
        return problem.kind() == Problem.Kind.CONFLICT;
    }

    private void tryNamespace(Ruleset ruleset) {
        try (NamespaceRules rules = host.namespaces().open(ruleset.namespace())) {
            TableState state = rules.read(false);
            boolean lacking = Host.contents(ruleset).stream().anyMatch(failed::contains);
            if (!lacking) { // else it would only be said again, in other words
                List<Problem> refused = tryBatch(ruleset, rules, state);
                for (int again = 1;
                        again < Committer.MAX_ATTEMPTS && refused.stream().anyMatch(Preparer::isConflict);
                        again++) {
                    state = rules.read(false);
                    refused = tryBatch(ruleset, rules, state);
                }
                problems.addAll(refused);
            }
            if (state.stamp() != null) {
                before.put(ruleset.namespace(), state.stamp());
            }
            namespaces.add(new PreparedNamespace(
                    ruleset.namespace(), state.generation(), state.stamp(), InStep.holds(ruleset, state, host)));
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
    }
}
