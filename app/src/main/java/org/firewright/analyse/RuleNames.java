package org.firewright.analyse;

import org.firewright.simulate.RulePlace;

/** Rules in sentences. */
final class RuleNames {
    private RuleNames() {}

    /** A rule as people find it from a policy or group that they look at: by its place there, or by its own. */
    static String of(RuleSets.Prepared rule, String seenFrom) {
        if (rule.place().policy().equals(seenFrom)) {
            return text(rule.place());
        }
        return rule.through().stream()
                .filter(jump -> jump.policy().equals(seenFrom))
                .findFirst()
                .map(jump -> text(jump) + " with " + text(rule.place()) + " of "
                        + rule.place().policy())
                .orElseGet(() -> text(rule.place()) + " of " + rule.place().policy());
    }

    private static String text(RulePlace place) {
        return "rule " + place.number() + " (" + place.name() + ")";
    }
}
