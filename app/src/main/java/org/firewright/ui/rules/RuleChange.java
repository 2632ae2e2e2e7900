package org.firewright.ui.rules;

import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;

/** Rules as the window begins them. */
final class RuleChange {
    private RuleChange() {}

    /** A rule that is begun: it is off, so that nothing changes before it is finished. */
    static PolicyRule begun(String name, String when, Action action) {
        return new PolicyRule(name, when, action, false, "");
    }
}
