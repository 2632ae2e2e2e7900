package org.firewright.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.policy.Target;

/**
 * What a target enforces, held against what the project says.
 *
 * @param target such as lab1/acme
 * @param policy names of the project's policies for it
 * @param state how both compare
 * @param found what was deployed there, null where nothing of ours is, or where that is not known
 * @param sentence what is to be said of it; may be empty
 */
record InForce(String target, String policy, State state, Stamp found, String sentence) {
    /** How a target compares with its project. */
    enum State {
        /** It enforces exactly what the project says. */
        IN_STEP("in step"),
        /** Something else was deployed. */
        DIFFERENT("differs"),
        /** What was deployed is what the project says, but somebody has changed the rules since. */
        CHANGED("changed by hand"),
        /** Nothing of ours is there. */
        NOT_DEPLOYED("not deployed"),
        /** It could not be read. */
        NOT_KNOWN("not known");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static InForce unknown(Target target, String sentence) {
        return new InForce(target.text(), target.policyNames(), State.NOT_KNOWN, null, sentence);
    }

    static InForce of(Target target, Ruleset wanted, NamespaceState there) {
        Stamp found = there.deployed();
        if (found == null && there.rules().isEmpty()) {
            return new InForce(target.text(), target.policyNames(), State.NOT_DEPLOYED, null, "");
        }
        boolean same = found != null && found.digest().equals(wanted.digest());
        if (!same) {
            return new InForce(target.text(), target.policyNames(), State.DIFFERENT, found, "");
        }
        boolean untouched = ids(there).equals(ids(wanted));
        return untouched
                ? new InForce(target.text(), target.policyNames(), State.IN_STEP, found, "")
                : new InForce(
                        target.text(),
                        target.policyNames(),
                        State.CHANGED,
                        found,
                        "Somebody has changed the rules in the kernel since they were deployed. Deploying puts the"
                                + " project's rules back.");
    }

    /** The rules of each chain that has some; in which order the kernel has the chains means nothing. */
    private static Map<String, List<String>> ids(NamespaceState there) {
        return there.rules().stream()
                .collect(Collectors.groupingBy(
                        RuleState::chain, Collectors.mapping(RuleState::id, Collectors.toList())));
    }

    private static Map<String, List<String>> ids(Ruleset wanted) {
        return wanted.chains().stream()
                .filter(chain -> !chain.rules().isEmpty())
                .collect(Collectors.toMap(
                        Chain::name,
                        chain -> chain.rules().stream().map(Rule::id).toList()));
    }

    /** By whom and when; a dash where nothing was. */
    String deployed() {
        return found == null ? Columns.NONE : found.policy() + " by " + found.by() + ", " + Figures.time(found.at());
    }
}
