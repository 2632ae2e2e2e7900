package org.firewright.agent.deploy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.inspect.Namespaces;

/**
 * Whether a deployment makes sense. It came over a wire, so that nothing is taken for granted: not a list's being
 * there, not its length, not a name's being a name.
 */
final class DeploymentCheck {
    static final int MAX_LISTS = 1000;
    private static final int MAX_RULESETS = 1000;
    private static final int MAX_CHAINS = 1_000;
    private static final int MAX_RULES = 50_000;
    /** In all rulesets together: what the longest message can hold. */
    private static final int MAX_RULES_IN_ALL = 100_000;

    private final Findings findings = new Findings();
    private final RuleCheck.Declared declared;

    private DeploymentCheck(RuleCheck.Declared declared) {
        this.declared = declared;
    }

    /** What is wrong with it, nothing if it can be tried. */
    static List<Problem> of(Deployment deployment) {
        Findings shape = new Findings();
        if (deployment == null) {
            shape.add(Place.HOST, "There is no deployment in the request.");
            return shape.problems();
        }
        shape.requireText(deployment.by(), Place.HOST, "The name of who deploys");
        boolean readable = shape.requireList(deployment.lists(), 0, MAX_LISTS, Place.HOST, "lists")
                && shape.requireList(deployment.programs(), 0, ProgramCheck.MAX_PROGRAMS, Place.HOST, "programs")
                && shape.requireList(deployment.rulesets(), 1, MAX_RULESETS, Place.HOST, "rulesets");
        if (!readable) {
            return shape.problems();
        }
        checkLists(deployment.lists(), shape);
        if (!shape.problems().isEmpty()) {
            return shape.problems();
        }
        Set<String> lists = deployment.lists().stream().map(ListContent::digest).collect(Collectors.toSet());
        Set<String> programs = ProgramCheck.check(deployment.programs(), lists, shape);
        if (!shape.problems().isEmpty()) {
            return shape.problems();
        }
        DeploymentCheck check = new DeploymentCheck(new RuleCheck.Declared(lists, programs));
        check.rulesets(deployment.rulesets());
        return check.findings.problems();
    }

    private static void checkLists(List<ListContent> lists, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (ListContent list : lists) {
            findings.requireText(list.name(), Place.HOST, "A list's name");
            if (findings.require(
                    ListFile.isDigest(list.digest()),
                    Place.HOST,
                    "The digest of a list is not 64 lower-case hexadecimal digits.")) {
                findings.require(
                        seen.add(list.digest()), Place.HOST, "The list " + list.digest() + " is declared twice.");
            }
            findings.require(
                    list.ranges() >= 0 && list.ranges() <= 2L * ListFile.MAX_RANGES,
                    Place.HOST,
                    "A list cannot have " + list.ranges() + " ranges.");
        }
    }

    private void rulesets(List<Ruleset> rulesets) {
        Set<String> seen = new HashSet<>();
        long rules = 0;
        for (Ruleset ruleset : rulesets) {
            if (!findings.require(
                    Namespaces.isName(ruleset.namespace()), Place.HOST, "A ruleset's namespace is not a name.")) {
                continue;
            }
            Place place = Place.namespace(ruleset.namespace());
            findings.require(seen.add(ruleset.namespace()), place, "This namespace has two rulesets.");
            findings.requireText(ruleset.policy(), place, "The policy's name");
            findings.require(
                    ListFile.isDigest(ruleset.digest()),
                    place,
                    "The ruleset's digest is not 64 lower-case hexadecimal digits.");
            if (findings.requireList(ruleset.chains(), 0, MAX_CHAINS, place, "chains")) {
                rules += chains(ruleset, place);
            }
        }
        findings.require(
                rules <= MAX_RULES_IN_ALL,
                Place.HOST,
                "There are " + rules + " rules in all; at most " + MAX_RULES_IN_ALL + " go in one deployment.");
    }

    private long chains(Ruleset ruleset, Place place) {
        Set<String> names = new HashSet<>();
        // Identities must differ within the table: counters are told apart by them.
        Map<String, Rule> identities = new HashMap<>();
        long rules = 0;
        for (Chain chain : ruleset.chains()) {
            if (findings.require(
                    chain.name() != null && chain.name().matches("[A-Za-z][A-Za-z0-9_.-]{0,63}"),
                    place,
                    "A chain's name must be 1 to 64 letters, digits, _, . or -, and begin with a letter.")) {
                findings.require(names.add(chain.name()), place, "There are two chains " + chain.name() + ".");
            }
            boolean ends = chain.defaultVerdict() == Verdict.ACCEPT || chain.defaultVerdict() == Verdict.DROP;
            findings.require(
                    chain.isRegular() ? chain.defaultVerdict() == null : ends,
                    place,
                    "A chain with a hook has accept or drop as its default verdict; without a known hook it has none.");
            if (findings.requireList(chain.rules(), 0, MAX_RULES, place, "rules in a chain")) {
                rules += chain.rules().size();
                for (Rule rule : chain.rules()) {
                    RuleCheck.check(ruleset.namespace(), rule, declared, identities, findings);
                }
            }
        }
        JumpsCheck.check(ruleset, place, findings);
        return rules;
    }
}
