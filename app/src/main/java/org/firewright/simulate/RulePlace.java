package org.firewright.simulate;

import org.firewright.policy.PolicyRule;

/**
 * A rule where it stands.
 *
 * @param policy name of its policy or group
 * @param number its place there, from 1 on
 */
public record RulePlace(String policy, int number, PolicyRule rule) {
    /** The rule's name. */
    public String name() {
        return rule.name();
    }
}
