package org.firewright.cli;

import java.util.List;
import org.firewright.agent.api.NamespaceState;
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
        List<String> ids = wanted.chains().stream()
                .flatMap(chain -> chain.rules().stream())
                .map(rule -> rule.id())
                .toList();
        boolean untouched =
                there.rules().stream().map(rule -> rule.id()).toList().equals(ids);
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

    /** By whom and when; a dash where nothing was. */
    String deployed() {
        return found == null ? Columns.NONE : found.policy() + " by " + found.by() + ", " + Figures.time(found.at());
    }
}
