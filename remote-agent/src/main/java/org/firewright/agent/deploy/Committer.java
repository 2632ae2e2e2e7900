package org.firewright.agent.deploy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.agent.nftables.TableState;
import org.firewright.agent.nftables.TriedBatch;

/** Puts one prepared namespace in force. */
final class Committer {
    /** How often other programs may change their tables under our hands before we give up. */
    static final int MAX_ATTEMPTS = 10;

    private final Host host;
    private final Plan plan;
    private final Ruleset ruleset;

    Committer(Host host, Plan plan, Ruleset ruleset) {
        this.host = host;
        this.plan = plan;
        this.ruleset = ruleset;
    }

    /**
     * What was done.
     *
     * @param dropped pins that the namespace's rules referred to before and do not now
     */
    record Outcome(Commit commit, Set<String> dropped) {}

    /**
     * Commits in one transaction.
     *
     * @throws ProblemException of kind CONFLICT when somebody else deployed since this was prepared; the namespace is
     *     as they left it
     */
    Outcome run() throws ProblemException {
        long start = System.nanoTime();
        try (NamespaceRules rules = host.namespaces().open(ruleset.namespace())) {
            for (int attempt = 1; ; attempt++) {
                TableState now = rules.read(false);
                if (InStep.holds(ruleset, now, host)) {
                    return new Outcome(
                            new Commit(ruleset.namespace(), now.stamp(), false, milliseconds(start)), Set.of());
                }
                if (!Objects.equals(now.stamp(), plan.before().get(ruleset.namespace()))) {
                    throw overtaken(now.stamp());
                }
                holdContents();
                Stamp stamp = Host.stamp(ruleset, plan.deployment().by());
                try {
                    apply(rules, now.generation(), stamp);
                    return new Outcome(new Commit(ruleset.namespace(), stamp, true, milliseconds(start)), dropped(now));
                } catch (ProblemException e) {
                    // Somebody changed a table between our look and our batch. Unless it is ours, that is no matter.
                    if (e.problem().kind() != Problem.Kind.CONFLICT || attempt == MAX_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    /** What was prepared, where the rules are those that it was prepared for and the kernel still takes it; or anew. */
    private void apply(NamespaceRules rules, long generation, Stamp stamp) throws ProblemException {
        TriedBatch tried = plan.tried().get(ruleset.namespace());
        if (tried != null && tried.generation() == generation && rules.commit(tried, stamp)) {
            return;
        }
        rules.commit(RulesetEncoder.update(ruleset, stamp, host::pin, rules.own()), generation);
    }

    /** Another agent may have collected what we loaded before any rule referred to it. */
    private void holdContents() throws ProblemException {
        Set<String> contents = Host.contents(ruleset);
        List<ProgramContent> programs = plan.deployment().programs().stream()
                .filter(program -> contents.contains(program.digest()))
                .toList();
        Set<String> lists = new HashSet<>(contents);
        programs.forEach(program -> program.lists().forEach(list -> lists.add(list.list())));
        for (ListContent list : plan.deployment().lists()) {
            if (lists.contains(list.digest())) {
                host.ensure(list, step -> {});
            }
        }
        for (ProgramContent program : programs) {
            host.programs().ensure(program, Place.namespace(ruleset.namespace()));
        }
    }

    private Set<String> dropped(TableState before) {
        Set<String> dropped = new HashSet<>();
        before.rules().forEach(rule -> dropped.addAll(rule.pins()));
        dropped.removeAll(host.pins(ruleset));
        return dropped;
    }

    private ProblemException overtaken(Stamp now) {
        String what = now == null
                ? "Somebody removed our table after this was prepared."
                : now.by() + " deployed policy " + now.policy() + " at "
                        + Instant.ofEpochMilli(now.at()).truncatedTo(ChronoUnit.SECONDS)
                        + ", after this was prepared.";
        return new ProblemException(new Problem(
                Problem.Kind.CONFLICT,
                Place.namespace(ruleset.namespace()),
                what,
                "Look at what is there now, then deploy again."));
    }

    private static double milliseconds(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
